import { z } from 'zod';
import { accountRoles } from '../accounts/permissions.ts';
import { absent, strictInteger } from '../wire/primitives.ts';

const email = z.string().max(320);
const password = z
  .string()
  .max(1_000)
  .meta({ description: '8 to 256 characters, none of the first that anybody would try.' });
const name = z.string().max(200);
const role = z.enum(accountRoles);
const time = z.string().meta({ format: 'date-time' });

/** Body of `POST /api/auth/register`. */
export const registration = z
  .object({ email, password, first_name: absent(name), last_name: absent(name) })
  .meta({ id: 'Registration' });
/** Body of `POST /api/auth/token`. */
export const credentials = z.object({ email, password }).meta({ id: 'Credentials' });
/** Body of refresh and revoke. */
export const refreshRequest = z.object({ refresh_token: z.string().max(512) }).meta({ id: 'RefreshRequest' });
/** Body of `POST /api/auth/password-reset`. */
export const resetRequest = z.object({ email }).meta({ id: 'PasswordResetRequest' });
/** Body of `POST /api/auth/password`. */
export const newPassword = z.object({ token: z.string().max(512), password }).meta({ id: 'NewPassword' });

/** Body of `POST /api/auth/confirm`. */
export const emailConfirmation = z.object({ token: z.string().max(512) }).meta({ id: 'EmailConfirmation' });
/** Body of `PUT /api/me/password`. */
export const passwordChange = z
  .object({ current_password: z.string().max(1_000), password })
  .meta({ id: 'PasswordChange' });
/** Body of `POST /api/me/email`. */
export const emailChange = z.object({ current_password: z.string().max(1_000), email }).meta({ id: 'EmailChange' });
/** Browsers that are signed in, by last use. */
export const sessions = z
  .object({
    items: z.array(
      z
        .object({ id: z.string(), device: z.string(), created_at: time, last_seen_at: time })
        .meta({ id: 'AccountSession' }),
    ),
  })
  .meta({ id: 'AccountSessions' });
/** Everything that is kept about the person who asks, by area. */
export const everything = z.record(z.string(), z.unknown()).meta({ id: 'EverythingKept' });

/** What has been asked for comes by mail. */
export const mailed = z.object({ status: z.literal('check_mail') }).meta({ id: 'Mailed' });
/** Done, with nothing to say. */
export const done = z.object({ status: z.literal('done') }).meta({ id: 'Done' });
/** A pair of tokens; the access token goes into `Authorization: Bearer`. */
export const tokenPair = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds.' }),
    refresh_token: z.string().meta({ description: 'Works once; using it again ends the whole sign-in.' }),
    refresh_expires_at: time,
  })
  .meta({ id: 'TokenPair' });

/** A customer's profile. */
export const profile = z
  .object({
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    birth_year: z.int().nullable(),
    gender: z.string().nullable(),
    locale: z.string().nullable(),
    country: z.string().nullable(),
    preferred_categories: z.array(z.string()),
    consents: z.record(z.string(), z.boolean()),
    joined_at: time,
  })
  .meta({ id: 'Profile' });

/** The person who asks; `profile` is null for staff. */
export const me = z
  .object({ id: z.string(), email: z.string(), role, customer_id: z.string().nullable(), profile: profile.nullable() })
  .meta({ id: 'Me' });

/** Body of `PATCH /api/me`; what is left out stays. */
export const profileChange = z
  .object({
    first_name: absent(name.nullable()),
    last_name: absent(name.nullable()),
    birth_year: absent(z.int().nullable()),
    gender: absent(z.enum(['female', 'male', 'other']).nullable()),
    locale: absent(z.string().max(10).nullable()),
    country: absent(z.string().max(2).nullable()),
    preferred_categories: absent(z.array(z.string().max(256)).max(50)),
    consents: absent(
      z.object({
        newsletter: absent(z.boolean()),
        personalisation: absent(z.boolean()),
        analytics: absent(z.boolean()),
      }),
    ),
  })
  .meta({ id: 'ProfileChange' });

const line = z.string().max(400);
/** An address on its way in. */
export const addressInput = z
  .object({
    recipient: line,
    line1: line,
    line2: absent(line.nullable()),
    postal_code: line,
    city: line,
    region: absent(line.nullable()),
    country: z.string().max(10),
    is_default: absent(z.boolean()),
  })
  .meta({ id: 'CustomerAddressInput' });
/** The addresses of the person who asks, the default first. */
export const addresses = z
  .object({
    items: z.array(
      z
        .object({
          id: z.string(),
          recipient: z.string(),
          line1: z.string(),
          line2: z.string().nullable(),
          postal_code: z.string(),
          city: z.string(),
          region: z.string().nullable(),
          country: z.string(),
          is_default: z.boolean(),
        })
        .meta({ id: 'CustomerAddress' }),
    ),
  })
  .meta({ id: 'CustomerAddresses' });
/** Ids of products wished for, newest first. */
export const wishes = z.object({ items: z.array(z.string()) }).meta({ id: 'Wishes' });

/** One thing by its id. */
export const idParams = z.object({ id: z.string().max(64) });
/** One product by its id. */
export const productIdParams = z.object({ product_id: z.string().max(64) });

/** An account as staff, or its owner, see it. */
export const user = z
  .object({
    id: z.string(),
    email: z.string(),
    role,
    customer_id: z.string().nullable(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    verified: z.boolean(),
    disabled: z.boolean(),
    orders: z.int(),
    created_at: time,
    last_signed_in_at: time.nullable(),
  })
  .meta({ id: 'Account' });
/** One page of accounts, newest first. */
export const users = z
  .object({ items: z.array(user), total: z.int(), page: z.int(), per_page: z.int() })
  .meta({ id: 'Accounts' });
/** Query of `GET /api/users`. */
export const usersQuery = z.object({
  q: absent(z.string().max(200)),
  role: absent(role),
  page: strictInteger({ min: 1, max: 100_000, fallback: 1 }),
  per_page: strictInteger({ min: 1, max: 100, fallback: 24 }),
});
/** Body of `POST /api/users`. Customers register themselves. */
export const newUser = z
  .object({ email, password, role: z.enum(['support', 'analyst', 'admin']) })
  .meta({ id: 'NewAccount' });
/** Body of `PATCH /api/users/{id}`. */
export const userChange = z.object({ role: absent(role), disabled: absent(z.boolean()) }).meta({ id: 'AccountChange' });

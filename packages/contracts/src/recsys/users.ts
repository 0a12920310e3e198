import { z } from 'zod';
import { absent, externalId, jsonObject, namespaceName } from '../wire/primitives.ts';
import { ingestMaxRecords } from './items.ts';

/** One user: an opaque id and traits, which are replaced whole. Personal data in traits is scrubbed before it is stored. */
export const user = z.object({ user_id: externalId, traits: absent(jsonObject) }).meta({ id: 'User' });

/** A user as a client writes it. */
export type UserInput = z.input<typeof user>;
/** A user after validation. */
export type UserRecord = z.output<typeof user>;

/** Body of `POST /v1/users:upsert`. */
export const usersUpsert = z
  .object({ namespace: namespaceName, users: z.array(user).max(ingestMaxRecords) })
  .meta({ id: 'UsersUpsert' });

/** Links are no records of a batch, which are refused one by one: an id that cannot be stored is refused here. */
const linkedId = externalId.refine(
  (id) => !/\p{Cc}|\p{Cs}/u.test(id),
  'must not contain control characters or half surrogates',
);

/** One visitor who turned out to be a person. */
export const identityLink = z
  .object({ anonymous_id: linkedId, user_id: linkedId })
  .refine((link) => link.anonymous_id !== link.user_id, { path: ['user_id'], error: 'must differ from anonymous_id' })
  .meta({ id: 'IdentityLink' });

/** Body of `POST /v1/users:link`. */
export const usersLink = z
  .object({ namespace: namespaceName, links: z.array(identityLink).min(1).max(ingestMaxRecords) })
  .meta({ id: 'UsersLink' });

/** Answer of `POST /v1/users:link`. */
export const usersLinked = z.object({ linked: z.int() }).meta({ id: 'UsersLinked' });

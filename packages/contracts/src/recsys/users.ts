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

export { createUsers, type UserInput } from './users.ts';
export type { StoredUser, UserFilter } from './users.store.ts';

export { bindAccounts } from './accounts.ts';
export type { AccountUseCases, CreateAccountFailure, OpenedSession, SignInFailure } from './accounts.ts';
export { accountRoles } from './accounts.store.ts';
export type { Account, AccountRole } from './accounts.store.ts';

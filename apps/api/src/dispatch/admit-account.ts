import { isStaff, may, type RouteAccess } from '@vitrine/contracts';
import type { SignedIn } from '../services.ts';
import type { Failure } from './failure.ts';

/** Access of operations that need somebody signed in. */
export type AccountAccess = Extract<RouteAccess, object>;

/** Whether an operation needs somebody signed in. */
export function needsAccount(access: RouteAccess): access is AccountAccess {
  return typeof access === 'object';
}

function isEnough(access: AccountAccess, role: string): boolean {
  if ('may' in access) return may(role, access.may);
  if (access.role === 'account') return true;
  if (access.role === 'staff') return isStaff(role);
  return role === access.role || role === 'admin';
}

/** Why this account may not call an operation; null when it may. */
export function refuseAccount(access: AccountAccess, account: SignedIn | null): Failure | null {
  if (account === null) return { code: 'auth.sign_in_required' };
  return isEnough(access, account.role) ? null : { code: 'auth.role_required' };
}

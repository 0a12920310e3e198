import { describe, expect, it } from 'vitest';
import { type AccountAccess, refuseAccount } from './admit-account.ts';

const as = (role: string) => ({ id: 'a-1', role, customerId: null });

describe('ACC-2 who may call an operation', () => {
  it.each<[AccountAccess, string, boolean]>([
    [{ role: 'account' }, 'customer', true],
    [{ role: 'staff' }, 'customer', false],
    [{ role: 'staff' }, 'analyst', true],
    [{ role: 'support' }, 'support', true],
    [{ role: 'support' }, 'analyst', false],
    [{ role: 'support' }, 'admin', true],
    [{ role: 'admin' }, 'support', false],
    [{ may: 'users.read' }, 'support', true],
    [{ may: 'users.write' }, 'support', false],
    [{ may: 'users.write' }, 'admin', true],
    [{ may: 'users.read' }, 'wizard', false],
  ])('%j as %s: %s', (access, role, allowed) => {
    expect(refuseAccount(access, as(role)) === null).toBe(allowed);
    expect(refuseAccount(access, null)?.code).toBe('auth.sign_in_required');
  });
});

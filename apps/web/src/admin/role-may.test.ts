import { accountRoles, may } from '@vitrine/contracts';
import { expect, it } from 'vitest';
import { type ConsoleAction, roleMay } from './role-may.ts';

it('ACC-2 the console asks by the same table as the API', () => {
  const actions: ConsoleAction[] = [
    'console.open',
    'events.read',
    'models.read',
    'models.write',
    'catalog.read',
    'catalog.write',
    'orders.read',
    'orders.write',
    'users.read',
    'users.write',
  ];
  for (const role of accountRoles)
    for (const action of actions) expect(roleMay(role, action), `${role} ${action}`).toBe(may(role, action));
});

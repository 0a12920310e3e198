import { RouterContextProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import { servicesContext } from '../../context.ts';
import { someServices } from '../../fixtures/a-product.ts';
import type { ConsoleServices } from '../console-services.ts';
import type { OfficeConsole } from './office-console.ts';
import { action as moveOrder } from './order.tsx';
import { action as changeUser, loader as listUsers } from './users.tsx';

/** An office whose only administrator is `boss` and whose only order is paid; it notes what it was asked to do. */
function anOffice() {
  const done: string[] = [];
  const office: OfficeConsole = {
    listUsers: async ({ search, role }) => {
      done.push(`list ${search} ${role}`);
      return { users: [], total: 0 };
    },
    changeUser: async (id, changes) => {
      if (id === 'boss') return { ok: false, error: { code: 'accounts.last_admin' } };
      done.push(`${id} ${JSON.stringify(changes)}`);
      const user = { id, email: 'ada@shop.example', role: changes.role ?? 'customer', customerId: 'c' } as const;
      const rest = { firstName: null, lastName: null, createdAt: new Date(0), lastSignedInAt: null };
      return {
        ok: true,
        value: { ...user, ...rest, isVerified: true, isDisabled: changes.isDisabled ?? false, orders: 0 },
      };
    },
    listOrders: async () => [],
    getOrder: async () => null,
    moves: { pending: [], paid: ['packed'], packed: [], shipped: [], delivered: [], cancelled: [], refunded: [] },
    moveOrder: async (id, to) => {
      if (to !== 'packed') return { ok: false, error: { code: 'orders.illegal_transition', to, message: 'no' } };
      done.push(`${id} ${to}`);
      return { ok: true, value: null };
    },
  };
  return { office, done };
}

function asked(role: string, office: OfficeConsole, { path, form }: { path: string; form?: Record<string, string> }) {
  const context = new RouterContextProvider();
  context.set(servicesContext, someServices([], { console: { role, office } as ConsoleServices }));
  const url = `http://shop.example${path}`;
  const init = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
  const params = { id: path.split('/').at(-1) ?? '' };
  return { request: new Request(url, init), context, params, unstable_pattern: '' } as unknown as Parameters<
    typeof changeUser
  >[0];
}

const statusOf = (answer: unknown) =>
  answer instanceof Response ? answer.status : (answer as { init: { status: number } }).init.status;

describe('ACC-2 users in the console', () => {
  it('are searched by anybody at the desk, and changed by administrators alone', async () => {
    const { office, done } = anOffice();
    const list = { path: '/admin/users?q=ada&role=support' };
    expect(await listUsers(asked('support', office, list))).toMatchObject({ words: 'ada', mayEdit: false });
    expect(done).toEqual(['list ada support']);
    const change = { path: '/admin/users?q=ada', form: { id: 'ada', role: 'analyst' } };
    await expect(changeUser(asked('support', office, change))).rejects.toMatchObject({ status: 403 });
    await expect(listUsers(asked('analyst', office, list))).rejects.toMatchObject({ status: 403 });
    const answer = (await changeUser(asked('admin', office, change))) as Response;
    expect(answer.headers.get('location')).toContain('q=ada');
    await changeUser(asked('admin', office, { path: '/admin/users', form: { id: 'ada', disabled: 'yes' } }));
    expect(done.slice(1)).toEqual(['ada {"role":"analyst"}', 'ada {"isDisabled":true}']);
  });

  it('keep the last administrator, and refuse roles that do not exist', async () => {
    const { office } = anOffice();
    const last = await changeUser(
      asked('admin', office, { path: '/admin/users', form: { id: 'boss', role: 'support' } }),
    );
    expect(statusOf(last)).toBe(409);
    const none = await changeUser(asked('admin', office, { path: '/admin/users', form: { id: 'ada', role: 'king' } }));
    expect(statusOf(none)).toBe(422);
  });
});

describe('ADM-4 orders in the console', () => {
  it('move only where the state machine leads, and only at the desk', async () => {
    const { office, done } = anOffice();
    const at = (role: string, to: string) => moveOrder(asked(role, office, { path: '/admin/orders/o1', form: { to } }));
    expect(statusOf(await at('support', 'packed'))).toBe(303);
    expect(statusOf(await at('admin', 'delivered'))).toBe(409);
    expect(statusOf(await at('admin', 'lost'))).toBe(422);
    await expect(at('analyst', 'packed')).rejects.toMatchObject({ status: 403 });
    expect(done).toEqual(['o1 packed']);
  });
});

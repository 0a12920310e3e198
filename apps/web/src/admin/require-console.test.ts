import { describe, expect, it } from 'vitest';
import type { WebServices } from '../services.ts';
import { requireConsole } from './require-console.ts';
import type { ConsoleAction } from './role-may.ts';

/** What a page of the console answers to somebody: `in`, or the status it is refused with. */
function answerTo(role: string | null, action: ConsoleAction | null): string {
  const services = {
    visitor: { isAdmin: role === 'admin' },
    console: role === null ? null : { role },
  } as unknown as WebServices;
  try {
    requireConsole(
      { request: new Request('http://shop.example/admin/products?q=pan'), context: { get: () => services } },
      action,
    );
    return 'in';
  } catch (answer) {
    if (!(answer instanceof Response)) throw answer;
    return `${answer.status} ${answer.headers.get('location') ?? ''}`.trim();
  }
}

describe('ACC-2 who comes into the console', () => {
  it.each<[string | null, ConsoleAction | null, string]>([
    [null, 'catalog.read', '302 /admin/sign-in?back=%2Fadmin%2Fproducts%3Fq%3Dpan'],
    ['support', 'catalog.read', 'in'],
    ['support', 'catalog.write', '403'],
    ['analyst', 'models.read', 'in'],
    ['analyst', 'models.write', '403'],
    ['analyst', null, '403'],
    ['admin', null, 'in'],
    ['admin', 'catalog.write', 'in'],
  ])('%s asking for %s: %s', (role, action, answer) => expect(answerTo(role, action)).toBe(answer));
});

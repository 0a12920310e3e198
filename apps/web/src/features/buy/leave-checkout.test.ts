// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { noAccount } from '../../fixtures/an-account.ts';
import { leaveCheckout } from './leave-checkout.ts';

const asked = (cookie?: string) =>
  new Request('https://shop.example/checkout/review', cookie === undefined ? {} : { headers: { cookie } });

describe('ORD-2 a checkout without a basket', () => {
  const leave = (cookie?: string) => leaveCheckout({ account: noAccount(), locale: 'de' }, asked(cookie));

  it('leads a guest to the cart', () => {
    expect(leave('vitrine_sid=x').headers.get('location')).toBe('/de/cart');
    expect(leave().headers.get('location')).toBe('/de/cart');
  });

  it('leads whoever was signed in to sign in again and back, and says that the basket waits', () => {
    const answer = leave('vitrine_session=over');
    expect(answer.headers.get('location')).toBe('/de/account/sign-in?back=/checkout');
    expect(decodeURIComponent(answer.headers.get('set-cookie') ?? '')).toContain('Warenkorb');
  });
});

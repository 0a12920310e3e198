import { describe, expect, it } from 'vitest';
import { createMockPayments } from './mock-payments.ts';

const provider = createMockPayments({ clock: { now: () => new Date('2026-03-31T12:00:00Z') } });
const payment = { paymentId: 'p-1', orderNumber: 1, amountMinor: 100, currency: 'EUR', reference: null };
const good = { card_number: '4242-4242 4242 4242', expiry: '03/26', cvc: '123' };

describe('ORD-3 the form of test cards', () => {
  it('takes a card until the last day of its month', async () => {
    expect(await provider.start(payment, good)).toMatchObject({ outcome: 'succeeded' });
    expect(await provider.start(payment, { ...good, expiry: '02/2026' })).toEqual({
      outcome: 'invalid',
      faults: [{ field: 'expiry', rule: 'expired' }],
    });
  });

  it.each(['constructor', '__proto__', 'toString', '4111111111111111'])('refuses %s as a number', async (number) => {
    expect(await provider.start(payment, { ...good, card_number: number })).toEqual({
      outcome: 'invalid',
      faults: [{ field: 'card_number', rule: 'card_number' }],
    });
  });

  it('decides nothing that was not begun', async () => {
    expect(await provider.confirm(payment, 'yes')).toMatchObject({ outcome: 'invalid' });
  });
});

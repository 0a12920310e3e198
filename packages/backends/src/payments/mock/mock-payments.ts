import type { PaymentAnswer, PaymentFault, PaymentProvider, PaymentStage, PaymentToMake } from '@vitrine/shop/payments';

/** The numbers the test form knows and what each does. Any other number is refused, so no real card can be typed by mistake. */
export const testCards = {
  '4242424242424242': 'succeeds',
  '4000000000000002': 'declined',
  '4000002500003155': 'asks the buyer',
  '4000000000000119': 'does not answer in time',
} as const;

type Behaviour = (typeof testCards)[keyof typeof testCards];

function behaviourOf(number: string): Behaviour | null {
  const known: Readonly<Record<string, Behaviour>> = testCards;
  const digits = number.replaceAll(/[\s-]/g, '');
  // A form can send any word, such as one that every object has.
  return Object.hasOwn(known, digits) ? (known[digits] ?? null) : null;
}

/** A card's last day is the last of its month. */
function isOver(month: number, year: number, now: Date): boolean {
  return Date.UTC(2000 + year, month, 1) <= now.getTime();
}

function faultsIn(form: Readonly<Record<string, string>>, now: Date): PaymentFault[] {
  const value = (field: string) => (form[field] ?? '').trim();
  const faults: PaymentFault[] = [];
  for (const field of ['card_number', 'expiry', 'cvc'])
    if (value(field) === '') faults.push({ field, rule: 'required' });
  if (value('card_number') !== '' && behaviourOf(value('card_number')) === null)
    faults.push({ field: 'card_number', rule: 'card_number' });
  if (value('expiry') !== '') {
    const read = /^(0[1-9]|1[0-2])\s*\/\s*(?:20)?(\d{2})$/.exec(value('expiry'));
    if (read === null) faults.push({ field: 'expiry', rule: 'expiry' });
    else if (isOver(Number(read[1]), Number(read[2]), now)) faults.push({ field: 'expiry', rule: 'expired' });
  }
  if (value('cvc') !== '' && !/^\d{3,4}$/.test(value('cvc'))) faults.push({ field: 'cvc', rule: 'cvc' });
  return faults;
}

/** A reference tells the stage, so that the mock needs no memory: a restart forgets nothing. */
const referenceOf = (stage: 'done' | 'confirm' | 'wait', { paymentId }: PaymentToMake) => `mock_${stage}_${paymentId}`;

function stageOf(reference: string | null): PaymentStage {
  if (reference?.startsWith('mock_confirm_')) return 'confirm';
  return reference?.startsWith('mock_wait_') ? 'wait' : 'form';
}

/**
 * Payments that need nobody: a form of test cards, and the same ways to end as a real provider has. Nothing of a card is kept.
 */
export function createMockPayments({ clock }: { clock: { now(): Date } }): PaymentProvider {
  const succeeded = (payment: PaymentToMake): PaymentAnswer => ({
    outcome: 'succeeded',
    reference: referenceOf('done', payment),
  });
  return {
    code: 'mock',
    stageOf,
    async start(payment, form) {
      const faults = faultsIn(form, clock.now());
      if (faults.length > 0) return { outcome: 'invalid', faults };
      switch (behaviourOf(form['card_number'] ?? '')) {
        case 'succeeds':
          return succeeded(payment);
        case 'asks the buyer':
          return { outcome: 'waiting', for: 'buyer', reference: referenceOf('confirm', payment) };
        case 'does not answer in time':
          return { outcome: 'waiting', for: 'provider', reference: referenceOf('wait', payment) };
        default:
          return { outcome: 'declined', reason: 'declined', reference: referenceOf('done', payment) };
      }
    },
    async confirm(payment, answer) {
      if (stageOf(payment.reference) !== 'confirm') return this.check(payment);
      return answer === 'yes'
        ? succeeded(payment)
        : { outcome: 'declined', reason: 'refused_by_buyer', reference: referenceOf('done', payment) };
    },
    async check(payment) {
      const stage = stageOf(payment.reference);
      if (stage === 'confirm') return { outcome: 'waiting', for: 'buyer', reference: referenceOf('confirm', payment) };
      if (stage === 'wait') return succeeded(payment);
      // Nothing was begun: there is nothing to decide.
      return { outcome: 'invalid', faults: [{ field: 'card_number', rule: 'required' }] };
    },
  };
}

import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import type { PaymentAnswer, PaymentFault, PaymentProvider, PaymentStage, PaymentToMake } from './payment-provider.ts';
import { callSettlePayment, openPayment, selectWaitingPayments, type StoredPayment } from './payments.store.ts';

/** Where paying for an order stands. */
export interface OpenPayment {
  readonly paymentId: string;
  readonly provider: string;
  readonly stage: PaymentStage;
  readonly amountMinor: number;
  readonly currency: string;
}

/** How an attempt to pay ended. */
export type PaymentResult =
  | { readonly state: 'paid' }
  | { readonly state: 'declined' }
  /** The buyer has to say yes, or the provider has to decide. */
  | { readonly state: 'waiting'; readonly for: 'buyer' | 'provider' };

/** Why nothing was paid, and nothing changed. */
export type PaymentFailure =
  | { readonly code: 'payments.not_due' }
  | { readonly code: 'payments.provider_unavailable' }
  | { readonly code: 'payments.invalid'; readonly faults: readonly PaymentFault[] };

/** Paying for orders that exist. The caller checks whose order it is. */
export interface PaymentUseCases {
  /** Codes of those who take money here; the first is offered first. */
  readonly providers: readonly string[];
  /** What the order waits for; null when it waits for no payment. */
  open(orderId: string): Promise<OpenPayment | null>;
  pay(orderId: string, form: Readonly<Record<string, string>>): Promise<Outcome<PaymentResult, PaymentFailure>>;
  confirm(orderId: string, answer: 'yes' | 'no'): Promise<Outcome<PaymentResult, PaymentFailure>>;
  check(orderId: string): Promise<Outcome<PaymentResult, PaymentFailure>>;
  /** What a provider says by itself, as a webhook brings it: safe to repeat and to come late. False for an unknown payment. */
  settle(said: { paymentId: string; outcome: 'succeeded' | 'declined'; reference: string }): Promise<boolean>;
  /** Asks the providers about payments that have waited since before a moment; returns how many were decided. For a chore. */
  recheck(before: Date): Promise<number>;
}

/** Told when a provider could not be asked: which order and provider, and its words without anything that a buyer typed. */
export type ReportProviderFailure = (failure: {
  readonly orderId: string;
  readonly paymentId: string;
  readonly provider: string;
  readonly reason: string;
}) => void;

interface Ports {
  readonly context: ShopContext;
  readonly providers: readonly PaymentProvider[];
  readonly reportFailure: ReportProviderFailure;
}

function toMake(payment: StoredPayment): PaymentToMake {
  const { id, orderNumber, amountMinor, currency, reference } = payment;
  return { paymentId: id, orderNumber, amountMinor, currency, reference };
}

/** What a provider threw, fit for a log: an error may repeat the form, and a number of a card may stand in any of its words. */
function reasonOf(error: unknown, typed: Readonly<Record<string, string>>): string {
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const words = Object.values(typed).filter((value) => value.trim().length > 2);
  return words
    .reduce((text, word) => text.replaceAll(word, '…'), told)
    .replaceAll(/\d(?:[ -]?\d){6,}/g, '…')
    .slice(0, 300);
}

/** Asks the provider and writes its answer down: the same way for a form, the buyer's word, a question of ours and a webhook. */
async function ask(
  { context, providers, reportFailure }: Ports,
  { orderId, typed = {} }: { orderId: string; typed?: Readonly<Record<string, string>> },
  question: (provider: PaymentProvider, payment: PaymentToMake) => Promise<PaymentAnswer>,
): Promise<Outcome<PaymentResult, PaymentFailure>> {
  const payment = await openPayment(context, orderId);
  if (payment === null) return failure({ code: 'payments.not_due' });
  const provider = providers.find(({ code }) => code === payment.provider);
  if (provider === undefined) return failure({ code: 'payments.provider_unavailable' });
  let answer: PaymentAnswer;
  try {
    answer = await question(provider, toMake(payment));
  } catch (error) {
    reportFailure({ orderId, paymentId: payment.id, provider: provider.code, reason: reasonOf(error, typed) });
    return failure({ code: 'payments.provider_unavailable' });
  }
  if (answer.outcome === 'invalid') return failure({ code: 'payments.invalid', faults: answer.faults });
  const settled = await callSettlePayment(context, {
    paymentId: payment.id,
    outcome: answer.outcome,
    reference: answer.reference,
  });
  if (settled?.paymentStatus === 'captured') return success({ state: 'paid' });
  if (answer.outcome === 'waiting') return success({ state: 'waiting', for: answer.for });
  return answer.outcome === 'declined' ? success({ state: 'declined' }) : failure({ code: 'payments.not_due' });
}

async function recheck(ports: Ports, before: Date): Promise<number> {
  let decided = 0;
  for (const payment of await selectWaitingPayments(ports.context, before)) {
    const provider = ports.providers.find(({ code }) => code === payment.provider);
    // What waits for its buyer waits on; what waits for the provider is asked after.
    if (provider?.stageOf(payment.reference) !== 'wait') continue;
    const answer = await ask(ports, payment, (asked, made) => asked.check(made));
    if (answer.ok && answer.value.state !== 'waiting') decided += 1;
  }
  return decided;
}

/** The payment use cases over the providers that take money for this shop. */
export function bindPayments(
  context: ShopContext,
  providers: readonly PaymentProvider[],
  reportFailure: ReportProviderFailure,
): PaymentUseCases {
  const ports = { context, providers, reportFailure };
  return {
    providers: providers.map(({ code }) => code),
    async open(orderId) {
      const payment = await openPayment(context, orderId);
      if (payment === null) return null;
      const { id, provider, amountMinor, currency, reference } = payment;
      const stage = providers.find(({ code }) => code === provider)?.stageOf(reference) ?? 'form';
      return { paymentId: id, provider, stage, amountMinor, currency };
    },
    pay: (orderId, form) => ask(ports, { orderId, typed: form }, (provider, payment) => provider.start(payment, form)),
    confirm: (orderId, answer) => ask(ports, { orderId }, (provider, payment) => provider.confirm(payment, answer)),
    check: (orderId) => ask(ports, { orderId }, (provider, payment) => provider.check(payment)),
    settle: async (said) => (await callSettlePayment(context, said)) !== null,
    recheck: (before) => recheck(ports, before),
  };
}

/** What is to be paid. */
export interface PaymentToMake {
  readonly paymentId: string;
  readonly orderNumber: number;
  /** Minor units. */
  readonly amountMinor: number;
  readonly currency: string;
  /** What the provider called it last time; null at first. */
  readonly reference: string | null;
}

/**
 * What a provider says of a payment. `waiting`: it has it and has not decided, so nobody may be asked to pay again before it has.
 * The reference is the provider's own; what it was told last time comes back with the next question.
 */
export type PaymentAnswer =
  | { readonly outcome: 'succeeded'; readonly reference: string }
  | { readonly outcome: 'declined'; readonly reference: string; readonly reason: 'declined' | 'refused_by_buyer' }
  | { readonly outcome: 'waiting'; readonly reference: string; readonly for: 'buyer' | 'provider' }
  | { readonly outcome: 'invalid'; readonly faults: readonly PaymentFault[] };

/** What is wrong with a field of a provider's form. */
export interface PaymentFault {
  readonly field: string;
  readonly rule: 'required' | 'card_number' | 'expiry' | 'expired' | 'cvc';
}

/** Where a payment stands with the provider: `form` to be filled in, `confirm` by the buyer, `wait` for the provider. */
export type PaymentStage = 'form' | 'confirm' | 'wait';

/**
 * Somebody who takes money for the shop. What it learns of a card stays with it: the shop keeps the reference and the outcome.
 * A provider may reject when it cannot be reached; the payment then stays as it was.
 */
export interface PaymentProvider {
  /** As orders name it: lower case letters. */
  readonly code: string;
  /** Where a payment with this reference stands. */
  stageOf(reference: string | null): PaymentStage;
  /** Begins to pay with what the buyer typed into the provider's form. */
  start(payment: PaymentToMake, form: Readonly<Record<string, string>>): Promise<PaymentAnswer>;
  /** The buyer's own word where the provider asked for it. */
  confirm(payment: PaymentToMake, answer: 'yes' | 'no'): Promise<PaymentAnswer>;
  /** Asks what became of a payment. */
  check(payment: PaymentToMake): Promise<PaymentAnswer>;
}

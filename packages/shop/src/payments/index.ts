export { bindPayments } from './payments.ts';
export type { OpenPayment, PaymentFailure, PaymentResult, PaymentUseCases, ReportProviderFailure } from './payments.ts';
export type { PaymentAnswer, PaymentFault, PaymentProvider, PaymentStage, PaymentToMake } from './payment-provider.ts';

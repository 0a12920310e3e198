export { createMockPayments, testCards } from './mock/mock-payments.ts';

export { bindCustomers } from './customers.ts';
export type { CustomerUseCases } from './customers.ts';
export { consentPurposes } from './customers.store.ts';
export type { ConsentPurpose, CustomerProfile } from './customers.store.ts';

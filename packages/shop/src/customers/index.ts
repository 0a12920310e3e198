export { bindCustomers } from './customers.ts';
export type { CustomerUseCases } from './customers.ts';
export { consentPurposes } from './customers.store.ts';
export type { ConsentPurpose, CustomerProfile } from './customers.store.ts';
export { maxAddresses } from './addresses.ts';
export type { AddressFailure, AddressInput } from './addresses.ts';
export type { CustomerAddress } from './addresses.store.ts';
export { genders } from './profile.ts';
export type { ProfileFailure, ProfileFault, ProfileInput } from './profile.ts';

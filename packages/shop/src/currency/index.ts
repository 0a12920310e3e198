export { selectMainCurrency } from './currency.store.ts';

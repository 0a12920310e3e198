export { InteractionsBuilder } from './build-interactions.ts';
export {
  countInteractions,
  defaultEventWeights,
  emptyInteractions,
  EventType,
  type InteractionRow,
  type Interactions,
} from './interactions.ts';

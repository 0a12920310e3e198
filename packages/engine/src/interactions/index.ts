export { InteractionsBuilder } from './build-interactions.ts';
export { indexIds } from './index-ids.ts';
export {
  countInteractions,
  defaultEventWeights,
  emptyInteractions,
  EventType,
  type InteractionRow,
  type Interactions,
} from './interactions.ts';
export { mergeInteractions, selectRows, type MergedInteractions } from './merge-interactions.ts';
export { sessionSequences, userSequences, type Sequences } from './sequences.ts';
export { userItemRows } from './user-item-rows.ts';
export { anonymousContext, contextsOf, type ContextSource } from './user-contexts.ts';

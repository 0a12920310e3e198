export { createEvents, type Page, pageBounds } from './events.ts';
export { type AcceptedEvent, type EventInput, judgeEvent } from './event.ts';
export {
  type EventFilter,
  ensureComingMonths,
  type IdentifiedEvent,
  readTrainingEvents,
  type StoredEvent,
  type TrainingEvent,
} from './events.store.ts';
export type { IngestOptions, IngestPorts } from './ingest-events.ts';
export { passesLuhn, scrubPersonal } from './scrub-personal.ts';
export { type EventSpan, readStoredEvents, selectLoggedItems } from './read-events.store.ts';
export {
  countRepeatedEvents,
  countUnknownUsers,
  type EventTotals,
  type HealthScope,
  type MetaField,
  readPurchaseOrders,
  selectActivity,
  selectBusyUsers,
  selectEventCategories,
  selectEventHours,
  selectEventTotals,
  selectMetaFields,
  selectUnknownItems,
} from './event-health.store.ts';

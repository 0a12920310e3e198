export { effectiveEventTypes, type EventType } from './event-types.store.ts';
export { createEventTypes, type EventTypeInput } from './event-types.ts';

export { createActivity } from './activity.ts';
export type { EventTotals, SurfaceActivity } from './activity.store.ts';

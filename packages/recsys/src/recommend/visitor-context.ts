import type { PastEvent } from '@vitrine/engine/pipeline';
import type { TenantView } from '../realtime/tenant-state.ts';
import type { VisitorEvent, VisitorHistory } from '../realtime/visitor.store.ts';

/** A visitor as the ranking sees them. */
export interface Visitor {
  /** The person behind the id that was given, null when nobody is known. */
  readonly personId: string | null;
  /** Events with items of the catalog, newest first. */
  readonly events: readonly PastEvent[];
  /** Ids of what was bought, newest first, with its age. */
  readonly purchases: readonly { itemId: string; ageSec: number }[];
  /** Categories they say they like. */
  readonly likes: readonly string[];
}

/** Nobody in particular. */
export const unknownVisitor: Visitor = { personId: null, events: [], purchases: [], likes: [] };

/** Without a session id on either side, what happened in the last half hour is one session. */
const sessionGapSec = 1800;

const purchaseType = 3;

/** Weighs a visitor's events by the tenant's event types; items the catalog does not have are left out. */
export function visitorOf(
  history: VisitorHistory,
  at: { state: TenantView; sessionId: string | null; nowMs: number },
): Visitor {
  const { catalog, eventTypes } = at.state;
  const events: PastEvent[] = [];
  const purchases: { itemId: string; ageSec: number }[] = [];
  for (const event of history.events) {
    const ageSec = Math.max(0, (at.nowMs - event.ts.getTime()) / 1000);
    if (event.type === purchaseType) purchases.push({ itemId: event.itemId, ageSec });
    const item = catalog.indexOf.get(event.itemId);
    const type = eventTypes.get(event.type);
    if (item === undefined || type === undefined || !type.isActive || event.value <= 0) continue;
    // A huge order of one thing says little more than a large one.
    const weight = type.weight * Math.min(event.value, 10);
    events.push({ item, type: event.type, weight, ageSec, inSession: isInSession(event, ageSec, at.sessionId) });
  }
  return { personId: history.personId, events, purchases, likes: history.likes };
}

function isInSession(event: VisitorEvent, ageSec: number, sessionId: string | null): boolean {
  if (sessionId !== null && event.sessionId !== null) return event.sessionId === sessionId;
  return ageSec < sessionGapSec;
}

import { mayTrack } from '../tracking/may-track.ts';
import type { Consent } from '../services.ts';
import { onSwapped } from './swap.ts';

/** The tracker is fetched after the page works, and never by those who may not be tracked. */
export function startTracker(): void {
  const { track, session } = document.body.dataset;
  if (!track || !mayTrack(track as Consent, navigator)) return;
  const begin = () =>
    void import('../tracking/start-tracking.ts').then(({ startTracking }) => {
      const tracking = startTracking({ sessionId: session || null });
      onSwapped(() => tracking.pageChanged());
      return undefined;
    });
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: 1_500 });
  else setTimeout(begin, 200);
}

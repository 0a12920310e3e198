import type { Consent } from '../services.ts';

/** What a browser says of its owner's wish; `navigator` has this shape. */
export interface PrivacySignals {
  doNotTrack?: string | null | undefined;
  globalPrivacyControl?: boolean | undefined;
}

/** Whether this page may send notes at all: not without consent, and not against DNT or GPC. */
export function mayTrack(consent: Consent, signals: PrivacySignals): boolean {
  return consent !== 'none' && signals.doNotTrack !== '1' && signals.globalPrivacyControl !== true;
}

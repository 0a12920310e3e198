import { describe, expect, it } from 'vitest';
import { mayTrack } from './may-track.ts';

describe('EVT-5 consent decides about tracking', () => {
  it.each([
    ['none', {}, false],
    ['functional', {}, true],
    ['full', { doNotTrack: null, globalPrivacyControl: false }, true],
    ['full', { doNotTrack: '1' }, false],
    ['full', { globalPrivacyControl: true }, false],
  ] as const)('%s with %j: %s', (consent, signals, expected) => {
    expect(mayTrack(consent, signals)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { presentSec } from './train-model.ts';

const now = new Date('2026-06-15T12:00:00Z');
const nowSec = now.getTime() / 1000;
const archiveSec = Date.UTC(2019, 9, 31) / 1000;
const pastAnd = (fresh: number) => ({
  timesSec: Float64Array.from([
    ...Array.from({ length: 1000 }, (_, at) => archiveSec - 1000 + at + 1),
    ...Array.from({ length: fresh }, (_, at) => nowSec - fresh + at),
  ]),
});

describe('REC-9 a model of an archive', () => {
  it.each([
    ['learns as of its end', pastAnd(0), archiveSec],
    ['is not moved by a few fresh clicks', pastAnd(9), archiveSec],
    ['learns as of now once the shop lives again', pastAnd(60), nowSec],
    ['learns as of now in a shop that lives', { timesSec: Float64Array.of(nowSec - 86_400, nowSec - 60) }, nowSec],
    ['learns as of now from nothing', { timesSec: new Float64Array(0) }, nowSec],
  ])('%s', (_, interactions, expected) => expect(presentSec(interactions, now)).toBe(expected));
});

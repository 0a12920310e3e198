import { describe, expect, it } from 'vitest';
import { createPlainReader } from './plain-reader.ts';
import { formatPrediction, runLab, type LabPhase } from './run-lab.ts';
import type { Interactions } from '../interactions/index.ts';

function read(text: string): Interactions {
  const reader = createPlainReader();
  reader.push(text);
  return reader.finish().interactions;
}

describe('REC-20 laboratory run', () => {
  const train = read('a\tx\na\ty\nb\tx\nb\ty\nb\tz\nc\tw\n');

  it('trains, judges, predicts for every user, and names its phases in order', () => {
    const phases: LabPhase[] = [];
    const result = runLab({
      train,
      test: read('a\tz\nnewcomer\tx\na\tnovelty\n'),
      model: 'graph-filter',
      config: { userExponent: '0.5' },
      top: 2,
      run: { seed: 1, nowSec: 0 },
      onPhase: (phase) => phases.push(phase),
    });
    expect(phases).toEqual(['join', 'train', 'evaluate']);
    expect([result.unknownUsers, result.unknownItems]).toEqual([1, 1]);
    // a has {z, novelty} to find: z is first, novelty cannot be known; the newcomer has no history, ties go to the first item x.
    expect(result.evaluation?.perUser.recall).toEqual(Float64Array.of(0.5, 1));
    expect([...result.predictions()].map(formatPrediction)).toEqual(['a\tz\tw', 'b\tw', 'c\tx\ty', 'newcomer\tx\ty']);
  });

  it('predicts the same lists with and without a test file', () => {
    const request = { train, model: 'item-knn', top: 3, run: { seed: 1, nowSec: 0 } } as const;
    const judged = runLab({ ...request, test: read('a\tz\nb\tw\nc\tx\n') });
    const alone = runLab({ ...request, test: null });
    expect(alone.evaluation).toBeNull();
    expect([...judged.predictions()]).toEqual([...alone.predictions()]);
  });
});

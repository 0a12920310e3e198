import { describe, expect, it } from 'vitest';
import { itemFeaturesOf } from '../items/index.ts';
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

  it('REC-10 ranks described items that nobody has for a model that reads descriptions, and for no other', () => {
    const itemFeatures = itemFeaturesOf([
      { itemId: 'x', title: 'copper lamp' },
      { itemId: 'y', title: 'garden spade' },
      { itemId: 'fresh', title: 'copper kettle and lamp' },
    ]);
    const request = { train, test: read('c\tfresh\nb\tfresh\n'), top: 1, run: { seed: 1, nowSec: 0, itemFeatures } };
    const content = runLab({ ...request, model: 'content' });
    expect(content.unknownItems).toBe(1);
    expect([...content.predictions()].map(formatPrediction)).toContain('b\tfresh');
    expect(content.evaluation?.perUser.recall[0]).toBe(1);
    expect(content.evaluation?.catalog.coverage).toBeLessThanOrEqual(1);
    const others = runLab({ ...request, model: 'item-knn' });
    expect([...others.predictions()].map(formatPrediction).join()).not.toContain('fresh');
  });

  it('predicts the same lists with and without a test file', () => {
    const request = { train, model: 'item-knn', top: 3, run: { seed: 1, nowSec: 0 } } as const;
    const judged = runLab({ ...request, test: read('a\tz\nb\tw\nc\tx\n') });
    const alone = runLab({ ...request, test: null });
    expect(alone.evaluation).toBeNull();
    expect([...judged.predictions()]).toEqual([...alone.predictions()]);
  });
});

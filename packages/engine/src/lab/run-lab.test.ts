import { describe, expect, it } from 'vitest';
import { itemFeaturesOf } from '../items/index.ts';
import { createPlainReader } from './plain-reader.ts';
import { type ModelName, modelNames } from '../models/index.ts';
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

describe('REC-14 files of odd shape', () => {
  const many = (count: number, line: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
  const shapes: Record<string, string> = {
    'one user and one item': 'a\tx\n',
    'one user': many(30, (at) => `a\ti${at}`),
    'one item': many(30, (at) => `u${at}\tx`),
    'nobody has what another has': many(30, (at) => `u${at}\ti${at}`),
    'everybody has everything': many(64, (at) => `u${at % 8}\ti${at >> 3}`),
    'one instant': many(40, (at) => `u${at % 7}\ti${at % 5}\t1\t1700000000`),
    'impressions only': many(20, (at) => `u${at % 4}\ti${at}\t0`),
    'huge beside tiny values': many(40, (at) => `u${at % 7}\ti${at % 11}\t${at % 2 ? '3e38' : '1e-38'}`),
    'the first and the last moment': many(40, (at) => `u${at % 7}\ti${at % 11}\t1\t${at % 2 ? 0 : 253402300799}`),
    'ids with spaces and of any script': many(40, (at) => ` u ${at % 7} \tчай 茶🍵 ${at % 11}`),
  };
  const cases = modelNames.flatMap((name) => Object.keys(shapes).map((shape): [ModelName, string] => [name, shape]));

  it.each(cases)('%s answers everybody: %s', (model, shape) => {
    const rows = read(shapes[shape] ?? '');
    const itemFeatures = itemFeaturesOf(rows.itemIds.map((itemId) => ({ itemId, title: `a thing called ${itemId}` })));
    const result = runLab({
      train: rows,
      test: read('a\tx\nu1\ti3\nnobody\tnothing\n'),
      model,
      top: 5,
      run: { seed: 1, nowSec: 1_710_000_000, itemFeatures },
    });
    const own = new Set(
      Array.from(rows.users, (user, row) => `${rows.userIds[user]}\t${rows.itemIds[rows.items[row] ?? 0]}`),
    );
    const predictions = [...result.predictions()];
    expect(predictions.map(({ userId }) => userId)).toEqual([...new Set([...rows.userIds, 'a', 'u1', 'nobody'])]);
    for (const { userId, itemIds } of predictions) {
      expect(new Set(itemIds).size).toBe(itemIds.length);
      expect(itemIds.every((id) => rows.itemIds.includes(id))).toBe(true);
      if (shape !== 'impressions only') expect(itemIds.some((id) => own.has(`${userId}\t${id}`))).toBe(false);
    }
    for (const { mean } of Object.values(result.evaluation?.summary ?? {})) expect(mean >= 0 && mean <= 1).toBe(true);
  });
});

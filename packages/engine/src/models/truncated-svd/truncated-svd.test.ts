import { compiledKernels } from '@vitrine/testkit/kernels';
import { startKernels } from '@vitrine/kernels';
import { aShop, describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext } from '../../interactions/index.ts';
import type { FittedModel } from '../model.ts';
import { models } from '../registry.ts';

describeModel(models['truncated-svd']);
describeModel(models['truncated-svd'], { config: { normalise: 'none', factors: 4, signal: 'weighted' } });

const run = { seed: 1, nowSec: 0 };
const definition = models['truncated-svd'];

function scores(model: FittedModel, session: readonly number[]): number[] {
  const out = new Float32Array(model.itemIds.length);
  model.scoreItems(anonymousContext(0, Int32Array.from(session)), out);
  return [...out];
}

describe('REC-3 truncated SVD by hand', () => {
  // Three people have ab, two have cd: X is two blocks of ones, singular values sqrt(6) and sqrt(4), vectors (ab) / sqrt 2 and (cd) / sqrt 2.
  const shop = purchases('ab', 'ab', 'ab', 'cd', 'cd');

  it('with one vector keeps the larger block and projects a history on it', () => {
    const model = definition.fit(shop, definition.parseConfig({ normalise: 'none', factors: 1 }), run);
    scores(model, [0]).forEach((score, item) => expect(score).toBeCloseTo([0.5, 0.5, 0, 0][item] ?? NaN, 5));
    scores(model, [2]).forEach((score) => expect(score).toBeCloseTo(0, 5));
    expect(model.notes['kept']).toBeCloseTo(6 / 10, 5);
  });

  it('normalised by degrees leaves a history of the smooth part as it is, whatever the popularity', () => {
    // D_u^-1/2 X D_i^-1/2 of one block of ones has the single vector of roots of degrees, so x D^-1/2 V V' D^1/2 shares x by degree.
    const shared = purchases('ab', 'ab', 'a', 'ab');
    const model = definition.fit(shared, definition.parseConfig({ factors: 1, iterations: 20 }), run);
    const [a = 0, b = 0] = scores(model, [1]);
    expect(a / b).toBeCloseTo(4 / 3, 4);
  });

  it('never takes more vectors than a quarter of the smaller side, and says what it took', () => {
    const model = definition.fit(aShop({ users: 30, items: 20 }), definition.defaults, run);
    expect(model.notes).toMatchObject({ factors: 5, normalise: 'degrees' });
  });

  it('learns the same in the compiled kernels', async () => {
    const module = await compiledKernels();
    const plain = definition.fit(aShop(), definition.defaults, run);
    const compiled = definition.fit(aShop(), definition.defaults, { ...run, kernels: () => startKernels({ module }) });
    const expected = scores(plain, [2, 6]);
    scores(compiled, [2, 6]).forEach((score, item) => expect(score).toBeCloseTo(expected[item] ?? NaN, 3));
  });
});

import { decodeModel, type Interactions, InteractionsBuilder, models, temporalSplit } from '@vitrine/engine';
import { describe, expect, it } from 'vitest';
import { runTraining } from './run-training.ts';

/** 60 people of three tastes; each walks through the 20 items of one taste, `events` steps far. */
function walks(events: number): Interactions {
  const builder = new InteractionsBuilder();
  for (let at = 0; at < 60 * events; at++) {
    const [user, step] = [at % 60, Math.floor(at / 60)];
    builder.add({
      userId: `u${user}`,
      itemId: `t${user % 3}-${(step + (user % 7)) % 20}`,
      timeSec: 1e9 + step * 86_400 + user,
    });
  }
  return builder.build();
}

describe('REC-9 a training that searches', () => {
  const components = 'popularity,graph-filter,covisitation';
  const train = (interactions: Interactions) => {
    const phases: string[] = [];
    const task = {
      modelName: 'blend' as const,
      config: { components },
      seed: 1,
      nowSec: 1e9 + 30 * 86_400,
      k: 5,
      trainShare: 0.8,
      testTypes: null,
      maxUsers: 100,
    };
    const hooks = {
      elapsedMs: () => 0,
      progress: (_done: number, _total: number, phase: string) => phases.push(phase),
    };
    const result = runTraining({ interactions, itemFeatures: null }, task, hooks);
    return { result, phases, notes: decodeModel(result.bytes).notes };
  };

  it('searches once: what serves is the mixture that was judged, trained on all rows', () => {
    const interactions = walks(14);
    const { result, phases, notes } = train(interactions);
    expect(result.notJudged).toBeNull();
    expect(phases).toContain('judging: weights');
    expect(phases.filter((phase) => phase.startsWith('training: '))).not.toContain('training: weights');
    expect(notes).toMatchObject({ search: 'on the older rows on which the judged model was trained' });
    const { train: older, cutSec } = temporalSplit(interactions, { trainShare: 0.8, keep: 'new-items' });
    const config = models.blend.parseConfig({ components });
    const { mix, tried } = models.blend.fit(older, config, { seed: 1, nowSec: cutSec }).notes;
    expect(notes).toMatchObject({ mix, tried });
  });

  it('searches on all rows when nothing could be judged', () => {
    const { result, notes } = train(walks(1));
    expect(result.notJudged).toEqual(expect.any(String));
    expect(notes['search']).not.toBe('on the older rows on which the judged model was trained');
  });
});

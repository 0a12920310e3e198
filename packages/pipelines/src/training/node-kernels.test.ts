import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { models, plainKernels } from '@vitrine/engine';
import { kernelsFile } from '@vitrine/testkit/kernels';
import { aShop } from '@vitrine/testkit/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeKernels } from './node-kernels.ts';

describe('REC-4 kernels of a build', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-kernels-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are plain TypeScript where none are built', () => {
    expect(nodeKernels(folder)).toBe(plainKernels);
  });

  it('go on with one thread when the others cannot start', async () => {
    await copyFile(await kernelsFile(), join(folder, 'kernels.wasm'));
    const ends: Promise<unknown>[] = [];
    const note = (worker: Worker) => void ends.push(new Promise((resolve) => worker.once('exit', resolve)));
    process.on('worker', note);
    const spawned = nodeKernels(folder, 3)();
    spawned.startThreads();
    await nextTurn();
    expect(ends).toHaveLength(2);
    // The folder holds no program for threads: they fail as soon as they are looked at.
    await Promise.all(ends);
    spawned.end();
    const run = { seed: 1, nowSec: 0 };
    const model = models.als.fit(aShop(), models.als.defaults, { ...run, kernels: nodeKernels(folder, 3) });
    const alone = models.als.fit(aShop(), models.als.defaults, { ...run, kernels: nodeKernels(folder, 1) });
    const [some, same] = [model, alone].map((fitted) => {
      const scores = new Float32Array(fitted.itemIds.length);
      fitted.similarItems(0, scores);
      return scores;
    });
    expect(some).toEqual(same);
    await nextTurn();
    await Promise.all(ends);
    expect(ends).toHaveLength(4);
    process.off('worker', note);
  });
});

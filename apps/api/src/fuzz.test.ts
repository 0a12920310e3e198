import { type OperationName, paths } from '@vitrine/contracts';
import * as fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer } from './testing/a-server.ts';
import { expectClearAnswer } from './testing/expect-clear-answer.ts';
import { hostileCalls } from './testing/hostile-calls.ts';

const runs = 200;

describe('OPS-13 hostile input', () => {
  let app: FastifyInstance;
  let errors: unknown[];

  beforeAll(async () => {
    ({ app, errors } = await aServer({ rateLimits: { interactionsPerMinute: 0 } }));
  });
  afterAll(() => app.close());

  it.each(Object.keys(paths) as OperationName[])('%s answers clearly, whatever it is given', async (operation) => {
    await fc.assert(
      fc.asyncProperty(hostileCalls(operation), async (call) => expectClearAnswer(await app.inject(call))),
      { numRuns: runs, seed: 20_260_301 },
    );
    expect(errors).toEqual([]);
  });
});

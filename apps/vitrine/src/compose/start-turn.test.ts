import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { takeStartTurn } from './start-turn.ts';

const home = mkdtempSync(join(tmpdir(), 'vitrine-turn-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('OPS-1 two starts at once in one folder', () => {
  it('prepare it one after the other, say who is waited for, and stop waiting when asked', async () => {
    let printed = '';
    const terminal = { write: (text: string) => (printed += text) };
    const running = new AbortController();
    const first = await takeStartTurn(home, { terminal, stop: running.signal });
    const second = takeStartTurn(home, { terminal, stop: running.signal, pollMs: 5 });
    const stopped = new AbortController();
    const third = takeStartTurn(home, { terminal, stop: stopped.signal, pollMs: 5 });
    await expect.poll(() => printed).toContain(`Waiting for process ${process.pid}`);
    stopped.abort();
    expect(await third).toBeNull();
    await first?.release();
    await (await second)?.release();
  });

  it('take over the turn of a process that died', async () => {
    writeFileSync(join(home, 'starting.lock'), JSON.stringify({ pid: 2 ** 22 - 7, started: '1' }));
    const turn = await takeStartTurn(home, { terminal: { write: () => true }, stop: new AbortController().signal });
    expect(turn).not.toBeNull();
    await turn?.release();
  });
});

import { describe, expect, it } from 'vitest';
import { renderTable, startProgress } from './index.ts';

describe('OPS-1 what the command line shows', () => {
  it('draws a bar with share, rate and time left on a terminal', () => {
    let now = 0;
    const written: string[] = [];
    const progress = startProgress({ isTTY: true, write: (text) => written.push(text) }, 'Importing', () => now);
    now = 1_000;
    progress.update(500, 1_000);
    expect(written.at(-1)).toContain('50 %, 500/s, 1.0 s left');
  });

  it('prints a line every twenty seconds and one at the end where there is no terminal', () => {
    let now = 0;
    const written: string[] = [];
    const progress = startProgress({ write: (text) => written.push(text) }, 'Importing', () => now);
    for (now = 0; now < 45_000; now += 1_000) progress.update(now, 50_000);
    progress.end('50 rows');
    expect(written).toEqual([
      '  Importing 40 %, 1,000/s, 30.0 s left \n',
      '  Importing 80 %, 1,000/s, 10.0 s left \n',
      '  Importing: 50 rows (45.0 s)\n',
    ]);
  });

  it('aligns numbers right and text left', () => {
    expect(
      renderTable(
        ['model', 'NDCG@20'],
        [
          ['blend', '0.1358'],
          ['popularity', '0.07'],
        ],
      ),
    ).toBe('model       NDCG@20\n----------  -------\nblend        0.1358\npopularity     0.07');
  });
});

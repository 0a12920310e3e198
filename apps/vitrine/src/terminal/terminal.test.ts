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

  it('prints one line at the end where there is no terminal', () => {
    const written: string[] = [];
    const progress = startProgress({ write: (text) => written.push(text) }, 'Importing', () => 0);
    progress.update(1, 2);
    progress.end('2 rows');
    expect(written).toEqual(['  Importing: 2 rows (0.0 s)\n']);
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

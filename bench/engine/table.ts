/** One line of the answer. */
export interface Row {
  readonly what: string;
  readonly goal: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  /** Null where nothing was promised. */
  readonly met: boolean | null;
  /** How often it was run, and what else a reader has to know. */
  readonly remark: string;
}

const titles = ['what', 'goal', 'ours', 'peer', 'ratio', 'reached', 'runs, remarks'];

/** The rows as a Markdown table. */
export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, goal, ours, peer, ratio, met, remark }) => [
    what,
    goal,
    ours,
    peer,
    ratio,
    met === null ? '' : met ? 'yes' : 'NO',
    remark,
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...lines.map(line)].join('\n');
}

export const seconds = (value: number): string => `${value < 10 ? value.toFixed(3) : value.toFixed(1)} s`;
export const milliseconds = (value: number): string => `${value.toFixed(value < 1 ? 3 : 2)} ms`;
export const times = (value: number): string => `${value.toFixed(2)}x`;
export const quality = (recall: number, ndcg: number): string => `${recall.toFixed(4)} / ${ndcg.toFixed(4)}`;

/** A row about speed: how many times as fast we are, judged against the least ratio that is asked for. */
export function speedRow(row: {
  readonly what: string;
  readonly least: number;
  readonly oursSec: number;
  readonly peerSec: number;
  readonly also?: boolean;
  readonly remark: string;
}): Row {
  const ratio = row.peerSec / row.oursSec;
  return {
    what: row.what,
    goal: `${row.least}x`,
    ours: seconds(row.oursSec),
    peer: seconds(row.peerSec),
    ratio: times(ratio),
    met: ratio >= row.least && row.also !== false,
    remark: row.remark,
  };
}

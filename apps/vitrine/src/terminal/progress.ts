/** Where text goes; a terminal may be rewritten in place. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Reports how far one step is; call as often as you like, it redraws at most ten times a second. */
export interface Progress {
  update(done: number, total?: number, note?: string): void;
  end(summary?: string): void;
}

const duration = (ms: number) =>
  ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
const count = (value: number) => Math.round(value).toLocaleString('en-GB');

function lineOf(
  title: string,
  state: { done: number; total: number | undefined; note: string },
  elapsedMs: number,
): string {
  const { done, total, note } = state;
  if (!total) return `  ${title} … ${done > 0 ? `${count(done)} ` : ''}${note} ${duration(elapsedMs)}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * 24);
  const left = share > 0.02 ? `, ${duration((elapsedMs / share) * (1 - share))} left` : '';
  const rate = elapsedMs > 500 ? `, ${count((done / elapsedMs) * 1000)}/s` : '';
  return `  ${title} ${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${Math.floor(share * 100)} %${rate}${left} ${note}`;
}

/** One step's progress line: a bar with rate and time left on a terminal, plain lines at start and end elsewhere. */
export function startProgress(terminal: Terminal, title: string, nowMs: () => number): Progress {
  const started = nowMs();
  const state = { done: 0, total: undefined as number | undefined, note: '' };
  let drawn = 0;
  const draw = () => terminal.write(`\r\u001b[2K${lineOf(title, state, nowMs() - started)}`);
  if (terminal.isTTY) draw();
  return {
    update(done, total, note) {
      state.done = done;
      state.total = total ?? state.total;
      state.note = note ?? state.note;
      if (!terminal.isTTY || nowMs() - drawn < 100) return;
      drawn = nowMs();
      draw();
    },
    end(summary) {
      const text = `  ${title}${summary ? `: ${summary}` : ''} (${duration(nowMs() - started)})\n`;
      terminal.write(terminal.isTTY ? `\r\u001b[2K${text}` : text);
    },
  };
}

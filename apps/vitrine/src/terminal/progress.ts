/** Where text goes; a terminal may be rewritten in place. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Reports how far one step is; call as often as you like. */
export interface Progress {
  update(done: number, total?: number, note?: string): void;
  end(summary?: string): void;
}

const duration = (ms: number) =>
  ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
const count = (value: number) => Math.round(value).toLocaleString('en-GB');

interface Step {
  readonly title: string;
  done: number;
  total: number | undefined;
  note: string;
}

function lineOf({ title, done, total, note }: Step, elapsedMs: number, barWidth: number): string {
  if (!total) return `  ${title} … ${done > 0 ? `${count(done)} ` : ''}${note} ${duration(elapsedMs)}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  const bar = barWidth > 0 ? `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ` : '';
  const left = share > 0.02 ? `, ${duration((elapsedMs / share) * (1 - share))} left` : '';
  const rate = elapsedMs > 500 ? `, ${count((done / elapsedMs) * 1000)}/s` : '';
  return `  ${title} ${bar}${Math.floor(share * 100)} %${rate}${left} ${note}`;
}

/** Milliseconds between two looks at a step: a terminal's line is drawn anew, what is read later as a file grows by one. */
const redrawMs = 100;
const retellMs = 20_000;

/** One step's progress: a bar with rate and time left on a terminal; elsewhere a plain line every twenty seconds, and one at the end. */
export function startProgress(terminal: Terminal, title: string, nowMs: () => number): Progress {
  const started = nowMs();
  const step: Step = { title, done: 0, total: undefined, note: '' };
  let drawn = started;
  const draw = () => {
    drawn = nowMs();
    const elapsedMs = drawn - started;
    terminal.write(terminal.isTTY ? `\r\u001b[2K${lineOf(step, elapsedMs, 24)}` : `${lineOf(step, elapsedMs, 0)}\n`);
  };
  if (terminal.isTTY) draw();
  return {
    update(done, total, note) {
      step.done = done;
      step.total = total ?? step.total;
      step.note = note ?? step.note;
      if (nowMs() - drawn >= (terminal.isTTY ? redrawMs : retellMs)) draw();
    },
    end(summary) {
      const text = `  ${title}${summary ? `: ${summary}` : ''} (${duration(nowMs() - started)})\n`;
      terminal.write(terminal.isTTY ? `\r\u001b[2K${text}` : text);
    },
  };
}

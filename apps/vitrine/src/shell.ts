import type { Terminal } from './terminal/index.ts';

/** Everything a command may touch of the world it runs in; tests pass their own. */
export interface Shell {
  readonly environment: Record<string, string | undefined>;
  readonly folder: string;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Where answers come from; absent where nobody can be asked. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly now: () => Date;
  /** Resolves when the person or the system asks the program to stop. */
  readonly stopRequested: AbortSignal;
  /** From now on a signal ends the program at once: for work that keeps the thread busy, so that no request to stop would be heard. */
  readonly endAtOnce?: () => void;
}

/** Exit statuses that scripts can rely on. */
export const exitStatus = { done: 0, failed: 1, usage: 2, findings: 3 } as const;

/** A failure with a sentence for people: what happened and what to do next. Printed without a stack. */
export class CommandError extends Error {
  readonly status: number;

  constructor(sentence: string, status: number = exitStatus.failed) {
    super(sentence);
    this.name = 'CommandError';
    this.status = status;
  }
}

/** Prints a result: JSON on one line for scripts with `--json`, else the text for people. */
export function printResult(shell: Shell, json: boolean | undefined, result: { value: unknown; text: string }): void {
  shell.stdout.write(json ? `${JSON.stringify(result.value)}\n` : `${result.text}\n`);
}

import type { KernelSource } from '@vitrine/engine';
import type { Row } from './table.ts';

/** What a part may use. */
export interface Bench {
  /** The folder of real data; null where VITRINE_TEST_DATA is not set. */
  readonly data: string | null;
  /** An empty folder that is removed afterwards. */
  readonly scratch: string;
  /** Interleaved runs of each side. */
  readonly rounds: number;
  /** Run even what takes a quarter of an hour. */
  readonly exact: boolean;
  /** A trial: generated data a tenth as large, at most 2,000 users judged. Its figures count for nothing. */
  readonly small: boolean;
  /** Which of the part's sets is to be done; empty for a part without sets. */
  readonly set: string;
  kernels(threads: number): KernelSource;
  /** Ends the threads that were started so far: those of a model keep its memory as long as they live. */
  endKernels(): void;
  say(text: string): void;
}

/** One comparison; run in a process of its own. */
export interface Part {
  readonly about: string;
  readonly needsData: boolean;
  /** Data sets that it goes through, each in a process of its own; `--only=` names some by a piece of their names. */
  readonly sets?: readonly string[];
  run(bench: Bench): Promise<readonly Row[]>;
}

/** The folder of real data of a part that needs it. */
export function dataOf(bench: Pick<Bench, 'data'>): string {
  if (bench.data === null)
    throw new Error('set VITRINE_TEST_DATA to the folder that holds splits/, orders/ and events/');
  return bench.data;
}

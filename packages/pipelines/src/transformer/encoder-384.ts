import { WeightsError } from '@vitrine/engine/weights';

/** Turns texts into vectors of 384 numbers and length 1, near each other where the texts mean the like. */
export interface TextEncoder384 {
  readonly width: 384;
  /** What computes, for people. */
  readonly computedBy: string;
  /** Rows of 384, one a text. Takes milliseconds to tenths of a second a text. */
  encode(texts: readonly string[]): Promise<Float32Array>;
  /** Gives back what it holds. */
  close(): Promise<void>;
}

/** The refusal of a model with other vectors. */
export function otherWidth(width: number): WeightsError {
  return new WeightsError(
    `the model makes vectors of ${width} numbers, and 384 are used here; take one such as all-MiniLM-L6-v2`,
  );
}

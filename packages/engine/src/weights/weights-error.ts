/** Weights that cannot be taken over: a damaged or foreign file, numbers that are none, ids that do not fit. The message says what to do. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
  readonly code = 'weights.unusable';
}

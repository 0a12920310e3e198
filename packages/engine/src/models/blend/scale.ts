/**
 * What brings the scores of one component for one visitor to a common scale: 1 / standard deviation over the catalog, 0 where all are alike.
 * One pass in double precision: a blend does it for every component of every answer.
 */
export function scaleOf(scores: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item];
    sum += score;
    squares += score * score;
  }
  const mean = sum / scores.length;
  const variance = squares / scores.length - mean * mean;
  // What is left below this share of the squares is rounding.
  return variance > 1e-12 * (squares / scores.length) ? 1 / Math.sqrt(variance) : 0;
}

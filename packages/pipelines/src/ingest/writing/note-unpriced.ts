import type { ImportRun } from '../import-run.ts';

/** Says in the report how many products the source gives no price. */
export function noteUnpriced(run: ImportRun, unpriced: number, all: number): void {
  if (unpriced === 0) return;
  run.notes.push(
    `${unpriced} of ${all} products have no price in the source: they are shown and recommended without one, and nobody can buy them until a price is set.`,
  );
}

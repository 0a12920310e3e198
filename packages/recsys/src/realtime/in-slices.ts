/** Milliseconds after which others have their turn. */
const sliceMs = 8;

/** Lets everything that waits for this thread have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs a calculation that pauses to its end without holding this thread longer than a slice and one step. */
export async function inSlices<R>(steps: Generator<void, R>, clock: { elapsedMs(): number }): Promise<R> {
  let since = clock.elapsedMs();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (clock.elapsedMs() - since < sliceMs) continue;
    await breathe();
    since = clock.elapsedMs();
  }
}

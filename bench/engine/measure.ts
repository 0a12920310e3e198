/** What a piece of work cost; CPU is that of the whole process with its threads. */
export interface Cost {
  readonly wallSec: number;
  readonly cpuSec: number;
}

/** Starts a watch; each call of the answer says what went by since. */
export function startWatch(): () => Cost {
  const beganMs = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { wallSec: (performance.now() - beganMs) / 1000, cpuSec: (user + system) / 1e6 };
  };
}

/** Does a piece of work once. */
export function measure<R>(work: () => R): { readonly value: R; readonly cost: Cost } {
  const watch = startWatch();
  const value = work();
  return { value, cost: watch() };
}

/** Trains as often as asked and gives the last model with the median costs; what kept the others alive is ended. */
export function measureOften<R>(
  bench: { readonly rounds: number; endKernels(): void },
  train: () => R,
): { readonly value: R; readonly cost: Cost } {
  let last = measure(train);
  const costs = [last.cost];
  while (costs.length < bench.rounds) {
    bench.endKernels();
    last = measure(train);
    costs.push(last.cost);
  }
  return { value: last.value, cost: medianCost(costs) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The medians of wall and CPU seconds, each for itself. */
export function medianCost(costs: readonly Cost[]): Cost {
  return { wallSec: median(costs.map((cost) => cost.wallSec)), cpuSec: median(costs.map((cost) => cost.cpuSec)) };
}

/** Runs both sides in turn, so that whatever else the machine does falls on both. */
export async function interleave(
  rounds: number,
  sides: { readonly ours: () => Cost; readonly peer: () => Promise<Cost> },
): Promise<{ readonly ours: Cost; readonly peer: Cost }> {
  const ours: Cost[] = [];
  const peer: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    peer.push(await sides.peer());
    ours.push(sides.ours());
  }
  return { ours: medianCost(ours), peer: medianCost(peer) };
}

/** The most memory this process ever held, GiB. */
export function peakGiB(): number {
  return process.resourceUsage().maxRSS / 2 ** 20;
}

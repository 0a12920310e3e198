import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What one phase cost. */
export interface PhaseCost {
  readonly phase: string;
  readonly seconds: number;
  /** Most memory that the whole program held during the phase; since its start where the system counts no shorter span. */
  readonly peakMemoryMb: number;
}

/** Measures the most memory held since `restart`. */
export interface MemoryGauge {
  restart(): void;
  peakBytes(): number;
}

/** Linux forgets the peak on request; elsewhere it is that of the whole run. What the phase before left behind is given back first. */
export function memoryGauge(): MemoryGauge {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return {
    restart() {
      if (typeof collect === 'function') collect();
      try {
        writeFileSync('/proc/self/clear_refs', '5');
      } catch {
        // Another system, or one that does not allow it: the peak then counts from the start of the program.
      }
    },
    peakBytes() {
      try {
        const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
        if (found) return Number(found[1]) * 1024;
      } catch {
        // As above.
      }
      return process.resourceUsage().maxRSS * 1024;
    },
  };
}

/** Times phases one after the other. */
export function phaseClock() {
  const costs: PhaseCost[] = [];
  const gauge = memoryGauge();
  let open: { phase: string; startedMs: number } | null = null;
  const close = () => {
    if (open)
      costs.push({
        phase: open.phase,
        seconds: (performance.now() - open.startedMs) / 1000,
        peakMemoryMb: gauge.peakBytes() / 1024 ** 2,
      });
    open = null;
  };
  return {
    begin(phase: string) {
      close();
      gauge.restart();
      open = { phase, startedMs: performance.now() };
    },
    end(): readonly PhaseCost[] {
      close();
      return costs;
    },
  };
}

/** Where counts and timings go; the server puts its registry behind it. Label values must come from small closed sets. */
export interface Metrics {
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void;
  observeMs(name: string, labels: Readonly<Record<string, string>>, durationMs: number): void;
}

/** Counts nothing. */
export const noMetrics: Metrics = { count: () => undefined, observeMs: () => undefined };

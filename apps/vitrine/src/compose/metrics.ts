import type { Metrics } from '@vitrine/recsys';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The process's registry, and the port through which the recommender counts into it. */
export interface ProcessMetrics {
  readonly registry: Registry;
  readonly recommender: Metrics;
  /** One answer that a page had to give without the recommender. */
  countPageFallback(surface: string, reason: string): void;
}

const millisecondBuckets = [1, 2, 5, 10, 20, 40, 80, 160, 320, 1_000];

/** Makes the registry with Node's own figures. Counters appear the first time they are counted. */
export function createProcessMetrics(): ProcessMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const pageFallbacks = new Counter({
    name: 'page_fallback_total',
    help: 'Rows of a page that were filled without the recommender.',
    labelNames: ['surface', 'reason'],
    registers: [registry],
  });
  const counterOf = (name: string, labels: Readonly<Record<string, string>>) => {
    const known = counters.get(name);
    if (known) return known;
    const made = new Counter({
      name,
      help: name.replaceAll('_', ' '),
      labelNames: Object.keys(labels),
      registers: [registry],
    });
    counters.set(name, made);
    return made;
  };
  const histogramOf = (name: string, labels: Readonly<Record<string, string>>) => {
    const known = histograms.get(name);
    if (known) return known;
    const made = new Histogram({
      name,
      help: name.replaceAll('_', ' '),
      labelNames: Object.keys(labels),
      buckets: millisecondBuckets,
      registers: [registry],
    });
    histograms.set(name, made);
    return made;
  };
  return {
    registry,
    recommender: {
      count: (name, labels, by = 1) => counterOf(name, labels).inc(labels, by),
      observeMs: (name, labels, durationMs) => histogramOf(name, labels).observe(labels, durationMs),
    },
    countPageFallback: (surface, reason) => pageFallbacks.inc({ surface, reason }),
  };
}

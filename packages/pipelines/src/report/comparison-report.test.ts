import { InteractionsBuilder } from '@vitrine/engine';
import { describe, expect, it } from 'vitest';
import { compareModels, type Comparison } from '../training/compare-models.ts';
import { comparisonReport } from './comparison-report.ts';
import { chooseAxis } from './scale.ts';

function aComparison(label = 'item-knn'): Comparison {
  const builder = new InteractionsBuilder();
  for (let at = 0; at < 640; at++) {
    const user = at % 40;
    const step = Math.floor(at / 40);
    builder.add({
      userId: `u${user}`,
      itemId: `t${user % 4}-${(step + (user % 10)) % 24}`,
      timeSec: 1_780_000_000 + step * 432_000 + user,
    });
  }
  let elapsed = 0;
  return compareModels(builder.build(), {
    models: [{ name: 'item-knn', label }],
    k: 5,
    nowSec: 0,
    elapsedMs: () => (elapsed += 50),
    bootstrapSamples: 100,
  });
}

const context = {
  source: 'shop',
  madeAt: new Date(0),
  command: 'vitrine compare item-knn',
  split: 'The oldest 80 % of the events train.',
};

describe('REC-14 report', () => {
  it('is one page without scripts or outside resources, with titled plots and a table of every model', () => {
    const html = comparisonReport(aComparison(), context);
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|<link|src=|url\(|https?:/);
    // Each of three plots for a desk and for a phone.
    expect(html.match(/<svg /g)).toHaveLength(6);
    expect(html.match(/<svg [^>]*>\s*<title>/g)).toHaveLength(6);
    // Five models in four tables, four of them ahead of somebody, ten pairs.
    expect(html.match(/<th scope="row">/g)).toHaveLength(34);
    expect(html).toContain("Holm's correction for 10 comparisons");
    expect(html).toMatch(/heavy \(\d+ people\).*torso, places/s);
    expect(html).toContain('NDCG@5 (0 to 1, higher is better)');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).not.toContain('NaN');
  });

  it('escapes every text it did not write', () => {
    const hostile = `<img onerror="x">&'\u0000`;
    const html = comparisonReport(aComparison(hostile), { ...context, source: hostile, command: hostile });
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\u0000');
    expect(html).toContain('&lt;img onerror=&quot;x&quot;&gt;&amp;&#39;\uFFFD');
  });

  it('says plainly when no model was compared', () => {
    const { rows, ...rest } = aComparison();
    expect(comparisonReport({ ...rest, rows: rows.filter((row) => row.isBaseline) }, context)).toContain(
      'Only popularity was measured',
    );
  });

  it('chooses round ticks that cover the values', () => {
    expect(chooseAxis([0.03, 0.212], { includeZero: true }).ticks.map((tick) => tick.toFixed(2))).toEqual([
      '0.00',
      '0.05',
      '0.10',
      '0.15',
      '0.20',
      '0.25',
    ]);
    expect(chooseAxis([-0.02, 0.08], { includeZero: true }).from).toBeCloseTo(-0.02);
    expect(chooseAxis([], { includeZero: true }).ticks).toEqual([0, 0.5, 1]);
  });
});

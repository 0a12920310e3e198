import { RandomStream, TopK } from '@vitrine/kernels';
import { readUciItems, readUciOrders, realDataFolder } from '@vitrine/testkit/real-data';
import { describe, expect, it } from 'vitest';
import { anonymousContext, selectRows } from '../../interactions/index.ts';
import { rowsWhere } from '../../interactions/merge-interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import { models } from '../registry.ts';

const folder = realDataFolder();
const listLength = 20;

describe.skipIf(folder === null)('REC-10 cold items of the UCI online retail set (needs VITRINE_TEST_DATA)', () => {
  it('content finds what sells along with items whose sales it never saw, nearly four times as well as popularity', () => {
    const orders = readUciOrders(folder ?? '');
    const itemFeatures = readUciItems(folder ?? '');
    const itemCount = orders.itemIds.length;
    const byUser = userItemRows(orders, 'binary');
    const buyers = new Float64Array(itemCount);
    for (const item of byUser.indices) buyers[item] = (buyers[item] ?? 0) + 1;
    const sold = [...buyers.keys()].filter((item) => (buyers[item] ?? 0) >= 10);
    const cold = new Set(new RandomStream(3).shuffle(sold).slice(0, sold.length / 5));
    const isCold = Uint8Array.from(buyers, (_, item) => (cold.has(item) ? 1 : 0));
    const rows = rowsWhere(orders.items.length, (row) => isCold[orders.items[row] ?? 0] === 0);
    const train = selectRows(orders, rows);
    const run = { seed: 1, nowSec: orders.timesSec.at(-1) ?? 0, itemFeatures };
    const content = models.content.fit(train, models.content.defaults, run);
    const popularity = models.popularity.fit(train, models.popularity.parseConfig({ halfLifeDays: null }), run);
    const scores = new Float32Array(itemCount);
    const top = new TopK(listLength);
    const best = (): number[] => [...top.indices.subarray(0, top.select(scores, isCold))];
    popularity.scoreItems(anonymousContext(run.nowSec), scores);
    const popular = best();
    const recall = { content: 0, popularity: 0 };
    for (const item of cold) {
      // What really went with it: the cosine of shared buyers, of which there must be three.
      scores.fill(0);
      for (let user = 0; user < byUser.rowCount; user++) {
        const own = byUser.indices.subarray(byUser.starts[user], byUser.starts[user + 1]);
        if (own.includes(item)) for (const other of own) scores[other] = (scores[other] ?? 0) + 1;
      }
      scores.forEach((shared, other) => {
        scores[other] = shared < 3 ? 0 : shared / Math.sqrt((buyers[item] ?? 0) * (buyers[other] ?? 0));
      });
      const truth = new Set(best().filter((other) => (scores[other] ?? 0) > 0));
      const share = (list: readonly number[]): number =>
        list.filter((other) => truth.has(other)).length / Math.max(1, truth.size);
      content.similarItems(item, scores);
      recall.content += share(best()) / cold.size;
      recall.popularity += share(popular) / cold.size;
    }
    expect(recall.content).toBeGreaterThan(0.18);
    expect(recall.content).toBeGreaterThan(3.5 * recall.popularity);
  }, 60_000);
});

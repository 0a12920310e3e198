import {
  defaultEventWeights,
  evaluateModel,
  InteractionsBuilder,
  models,
  selectRows,
  temporalSplit,
  type FittedModel,
  type Interactions,
} from '@vitrine/engine';
import type { BehaviourDay } from './records.ts';

/** NDCG@20 of a personal model and of the best popularity baseline on the same people. */
export interface PersonalLift {
  readonly personal: number;
  readonly popularity: number;
  readonly ratio: number;
  readonly people: number;
}

/** How much a personal model knows beyond popularity: item-kNN against half-lives of 7, 14, 30 days and none. */
export function personalLift(days: readonly BehaviourDay[], testTypes?: readonly number[]): PersonalLift {
  const split = splitOfCustomers(days, testTypes);
  const run = { seed: 1, nowSec: split.cutSec };
  const judge = (model: FittedModel): { ndcg: number; people: number } => {
    const result = evaluateModel(model, split, { k: 20, seed: 1, bootstrapSamples: 0 });
    return { ndcg: result.summary.ndcg.mean, people: result.users.length };
  };
  const baselines = [7, 14, 30, null].map((halfLifeDays) =>
    judge(models.popularity.fit(split.train, models.popularity.parseConfig({ halfLifeDays }), run)),
  );
  const personal = judge(models['item-knn'].fit(split.train, models['item-knn'].parseConfig({}), run));
  const popularity = Math.max(...baselines.map((baseline) => baseline.ndcg));
  return { personal: personal.ndcg, popularity, ratio: personal.ndcg / popularity, people: personal.people };
}

/** 80/20 in time; tested are the first contacts of customers with products new to them. */
function splitOfCustomers(
  days: readonly BehaviourDay[],
  testTypes: readonly number[] | undefined,
): { train: Interactions; test: Interactions; cutSec: number } {
  const builder = new InteractionsBuilder();
  for (const day of days) {
    for (const event of day.events) {
      builder.add({
        userId: event.user_id,
        itemId: event.item_id,
        type: event.type,
        weight: (defaultEventWeights[event.type] ?? 0) * event.value,
        timeSec: Date.parse(event.ts) / 1000,
        session: event.meta.session_id,
      });
    }
  }
  const options = { trainShare: 0.8, keep: 'new-items' as const };
  const split = temporalSplit(builder.build(), testTypes === undefined ? options : { ...options, testTypes });
  const rows = [...split.test.users.keys()].filter((row) =>
    split.test.userIds[split.test.users[row] ?? 0]?.startsWith('customer'),
  );
  return { ...split, test: selectRows(split.test, Int32Array.from(rows)) };
}

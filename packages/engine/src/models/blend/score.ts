import { finish } from '@vitrine/kernels';
import { type ModelBody, scoreMany } from '../define-model.ts';
import type { Explanation, UserContext } from '../model.ts';
import { writeBlend } from './codec.ts';
import type { BlendComponent, BlendState } from './components.ts';
import { scaleOf } from './scale.ts';

/** A blend's body with its state, for updates. */
export interface BlendBody extends ModelBody {
  readonly state: BlendState;
}

/**
 * score(j) = trend(j) * sum over components of weight * score / deviation of that component's scores for this visitor.
 * Costs its components plus O(components x items).
 */
export function blendBody(state: BlendState): BlendBody {
  const { mix, components, trend } = state;
  const itemCount = trend.length;
  // What is similar is found without a pause, so one scratch array serves all requests.
  const scratch = new Float32Array(itemCount);
  const weightOf = (component: BlendComponent): number => mix.weights[component.name] ?? 0;
  // A list is scored and then explained item by item for one visitor: the components score once for all of that.
  const remembered = new RecentScores();
  const scoredInSteps = function* (context: UserContext): Generator<void, readonly ScoredComponent[]> {
    const known = remembered.of(context);
    if (known !== undefined) return known;
    const scored: ScoredComponent[] = [];
    for (const component of components) {
      const scores = new Float32Array(itemCount);
      component.body.scoreItems(context, scores);
      scored.push({ component, scores, scale: scaleOf(scores) });
      yield;
    }
    remembered.keep(context, scored);
    return scored;
  };
  const scoreInSteps = function* (context: UserContext, out: Float32Array): Generator<void, void> {
    const scored = yield* scoredInSteps(context);
    out.fill(0);
    for (const { component, scores, scale } of scored) {
      const factor = weightOf(component) * scale;
      if (factor === 0) continue;
      for (let item = 0; item < itemCount; item++) out[item] += factor * scores[item];
    }
    for (let item = 0; item < itemCount; item++) out[item] *= trend[item];
  };
  return {
    state,
    notes: { mix, ...state.notes },
    scoreItems: (context, out) => finish(scoreInSteps(context, out)),
    scoreItemsInSteps: scoreInSteps,
    scoreMany(contexts, take) {
      for (let begin = 0; begin < contexts.length; begin += visitorsAtOnce) {
        const part = contexts.slice(begin, begin + visitorsAtOnce);
        scoreTogether(state, part).forEach((scores, at) => take(begin + at, scores));
      }
    },
    similarItems(item, out) {
      out.fill(0);
      for (const component of components) {
        // Popularity knows no similarity and a negative weight would turn it round.
        if (component.name === 'popularity' || weightOf(component) <= 0) continue;
        component.body.similarItems(item, scratch);
        const factor = weightOf(component) * scaleOf(scratch);
        for (let other = 0; other < itemCount; other++) out[other] += factor * scratch[other];
      }
      out[item] = 0;
    },
    explainItem: (context, item) => explainBlend({ state, context, item, scored: finish(scoredInSteps(context)) }),
    end() {
      for (const { body } of components) body.end?.();
    },
    write: (writer) => writeBlend(writer, state),
  };
}

/** Visitors who may be between being scored and being explained at one time. */
const visitorsRemembered = 16;

/** The components' scores of the visitors who were scored last, for as long as their contexts live. */
class RecentScores {
  readonly #scores = new WeakMap<UserContext, readonly ScoredComponent[]>();
  readonly #latest: WeakRef<UserContext>[] = [];

  of(context: UserContext): readonly ScoredComponent[] | undefined {
    return this.#scores.get(context);
  }

  keep(context: UserContext, scored: readonly ScoredComponent[]): void {
    this.#scores.set(context, scored);
    this.#latest.push(new WeakRef(context));
    if (this.#latest.length <= visitorsRemembered) return;
    const oldest = this.#latest.shift()?.deref();
    if (oldest !== undefined) this.#scores.delete(oldest);
  }
}

/** Visitors whose scores are held at once. */
const visitorsAtOnce = 64;

/** As `scoreItems` for each visitor, component by component, so that models of factors score all of them by one product. */
function scoreTogether({ mix, components, trend }: BlendState, contexts: readonly UserContext[]): Float32Array[] {
  const sums = contexts.map(() => new Float32Array(trend.length));
  for (const { name, body } of components) {
    const weight = mix.weights[name] ?? 0;
    scoreMany(body, trend.length, {
      contexts,
      take(at, scores) {
        const factor = weight * scaleOf(scores);
        const sum = sums[at];
        for (let item = 0; item < sum.length; item++) sum[item] += factor * scores[item];
      },
    });
  }
  for (const sum of sums) for (let item = 0; item < sum.length; item++) sum[item] *= trend[item];
  return sums;
}

interface ExplainQuestion {
  readonly state: BlendState;
  readonly context: UserContext;
  readonly item: number;
  readonly scored: readonly ScoredComponent[];
}

/** One component's scores for one visitor. */
interface ScoredComponent {
  readonly component: BlendComponent;
  readonly scores: Float32Array;
  readonly scale: number;
}

function explainBlend({ state, context, item, scored }: ExplainQuestion): Explanation {
  const parts: Record<string, number> = {};
  let sum = 0;
  let positive = 0;
  for (const { component, scores, scale } of scored) {
    const part = (state.mix.weights[component.name] ?? 0) * scores[item] * scale;
    parts[component.name] = part;
    sum += part;
    positive += Math.max(0, part);
  }
  const strengths = new Map<number, number>();
  for (const { component } of scored) {
    // What adds less than a twentieth cannot be why, and asking it costs as much as asking the others.
    if (parts[component.name] <= 0.05 * positive) continue;
    for (const anchor of component.body.explainItem(context, item).anchors) {
      strengths.set(anchor.item, (strengths.get(anchor.item) ?? 0) + parts[component.name] * anchor.share);
    }
  }
  parts['trend'] = sum * (state.trend[item] - 1);
  const anchors = [...strengths]
    .map(([source, strength]) => ({ item: source, share: strength / positive }))
    .sort((a, b) => b.share - a.share || a.item - b.item);
  return { item, anchors: anchors.slice(0, 5), parts };
}

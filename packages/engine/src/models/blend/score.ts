import { deviationOf } from '@vitrine/kernels';
import type { ComponentName } from '../component-kinds.ts';
import type { ModelBody } from '../define-model.ts';
import type { Explanation, UserContext } from '../model.ts';
import { writeBlend } from './codec.ts';
import type { BlendComponent } from './components.ts';
import type { BlendMix } from './config.ts';

/** What a trained blend consists of. */
export interface BlendState {
  readonly mix: BlendMix;
  /** Components with a weight other than 0. */
  readonly components: readonly BlendComponent[];
  /** Trend factor of each item, already raised to its exponent. */
  readonly trend: Float32Array;
  readonly notes: Readonly<Record<string, unknown>>;
}

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
  // Scoring is synchronous, so one scratch array serves all requests.
  const scratch = new Float32Array(itemCount);
  const weightOf = (component: BlendComponent): number => mix.weights[component.name] ?? 0;
  const addComponents = (score: (component: BlendComponent) => boolean, out: Float32Array): void => {
    out.fill(0);
    for (const component of components) {
      if (!score(component)) continue;
      const deviation = deviationOf(scratch);
      if (!(deviation > 0)) continue;
      const factor = weightOf(component) / deviation;
      for (let item = 0; item < itemCount; item++) out[item] += factor * scratch[item];
    }
  };
  return {
    state,
    notes: { mix, ...state.notes },
    scoreItems(context, out) {
      addComponents((component) => {
        component.body.scoreItems(context, scratch);
        return true;
      }, out);
      for (let item = 0; item < itemCount; item++) out[item] *= trend[item];
    },
    similarItems(item, out) {
      addComponents((component) => {
        // Popularity knows no similarity and a negative weight would turn it round.
        if (component.name === 'popularity' || weightOf(component) <= 0) return false;
        component.body.similarItems(item, scratch);
        return true;
      }, out);
      out[item] = 0;
    },
    explainItem: (context, item) => explainBlend({ state, context, item, scratch }),
    write: (writer) => writeBlend(writer, state),
  };
}

interface ExplainQuestion {
  readonly state: BlendState;
  readonly context: UserContext;
  readonly item: number;
  readonly scratch: Float32Array;
}

function explainBlend({ state, context, item, scratch }: ExplainQuestion): Explanation {
  const parts: Record<string, number> = {};
  const strengths = new Map<number, number>();
  let sum = 0;
  let positive = 0;
  for (const component of state.components) {
    component.body.scoreItems(context, scratch);
    const deviation = deviationOf(scratch);
    const part = deviation > 0 ? ((state.mix.weights[component.name] ?? 0) * scratch[item]) / deviation : 0;
    parts[component.name] = part;
    sum += part;
    if (part <= 0) continue;
    positive += part;
    for (const anchor of component.body.explainItem(context, item).anchors) {
      strengths.set(anchor.item, (strengths.get(anchor.item) ?? 0) + part * anchor.share);
    }
  }
  parts['trend'] = sum * (state.trend[item] - 1);
  const anchors = [...strengths]
    .map(([source, strength]) => ({ item: source, share: strength / positive }))
    .sort((a, b) => b.share - a.share || a.item - b.item);
  return { item, anchors: anchors.slice(0, 5), parts };
}

/** The components that matter under a mixture, reading histories as it says. */
export function usedNames(mix: BlendMix): ComponentName[] {
  return (Object.keys(mix.weights) as ComponentName[]).filter((name) => (mix.weights[name] ?? 0) !== 0);
}

import type { Interactions } from '../../interactions/interactions.ts';
import { componentKinds, type ComponentName } from '../component-kinds.ts';
import type { ModelBody, ModelKind } from '../define-model.ts';
import type { FitRun } from '../model.ts';
import type { BlendConfig, BlendMix } from './config.ts';

/** One trained component of a blend. */
export interface BlendComponent {
  readonly name: ComponentName;
  readonly config: object;
  readonly body: ModelBody;
}

/** What a trained blend consists of. */
export interface BlendState {
  readonly mix: BlendMix;
  /** Components with a weight other than 0. */
  readonly components: readonly BlendComponent[];
  /** Trend factor of each item, already raised to its exponent. */
  readonly trend: Float32Array;
  readonly notes: Readonly<Record<string, unknown>>;
}

/** Any component kind, its configuration type forgotten: configurations only come from its own parser. */
export function componentKind(name: ComponentName): ModelKind<object> {
  return componentKinds[name];
}

/** The components that matter under a mixture. */
export function usedNames(mix: BlendMix): ComponentName[] {
  return (Object.keys(mix.weights) as ComponentName[]).filter((name) => (mix.weights[name] ?? 0) !== 0);
}

/** Which components are trained together. */
interface ComponentPlan {
  readonly config: BlendConfig;
  readonly names: readonly ComponentName[];
  readonly phase: string;
  /** Asked before each component but the first; those after a yes are left out. */
  enough?(): boolean;
}

/** Trains the named components on what they have in common. */
export function fitComponents(interactions: Interactions, plan: ComponentPlan, run: FitRun): BlendComponent[] {
  const shared = new Map<string, unknown>();
  const { seed, nowSec, kernels, itemFeatures } = run;
  const own: FitRun = { seed, nowSec, shared, itemFeatures, ...(kernels === undefined ? {} : { kernels }) };
  const components: BlendComponent[] = [];
  for (const name of plan.names) {
    if (components.length > 0 && plan.enough?.() === true) break;
    run.progress?.(components.length, plan.names.length, `${plan.phase}: ${name}`);
    const config = componentKind(name).parseConfig(plan.config.components[name]);
    components.push({ name, config, body: componentKind(name).fitBody(interactions, config, own) });
  }
  return components;
}

/** Items above which a neighbourhood regression says all that counts of pairs do. */
const manyItems = 4000;
/** People above which asking everybody who has something in common takes too long for an answer, and low-rank models say the same. */
const manyPeople = 20_000;

/** The components worth trying on these rows, in the order of the configuration: what reads times needs times, and what grows with the shop needs a small one. */
export function worthTrying(
  interactions: Interactions,
  config: BlendConfig,
  run: FitRun,
): { readonly names: ComponentName[]; readonly leftOut: Readonly<Record<string, string>> } {
  const { timesSec, itemIds, userIds } = interactions;
  const timed = timesSec.length > 0 && timesSec[timesSec.length - 1] > 0;
  const withoutTimes = timed ? undefined : 'the rows carry no times';
  const reasons: Partial<Record<ComponentName, string | undefined>> = {
    covisitation: withoutTimes,
    session: withoutTimes,
    'sequential-rules': withoutTimes,
    'item-knn': itemIds.length > manyItems ? `over ${manyItems} items` : undefined,
    'user-knn': userIds.length > manyPeople ? `over ${manyPeople} people` : undefined,
    content: run.itemFeatures === undefined ? 'nothing is known of the items' : undefined,
  };
  const all = Object.keys(config.components) as ComponentName[];
  const names = all.filter((name) => reasons[name] === undefined);
  // Whoever names nothing else wants those.
  if (names.every((name) => name === 'popularity')) return { names: all, leftOut: {} };
  const leftOut: Record<string, string> = {};
  for (const name of all) {
    const reason = reasons[name];
    if (reason !== undefined) leftOut[name] = reason;
  }
  return { names, leftOut };
}

/** The component reading histories with another fading; itself where histories have none. */
export function withRecency(component: BlendComponent, recencyHalfLifeDays: number | null): BlendComponent {
  if (component.body.withRecency === undefined) return component;
  return {
    name: component.name,
    config: { ...component.config, recencyHalfLifeDays },
    body: component.body.withRecency(recencyHalfLifeDays),
  };
}

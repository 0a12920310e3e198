import type { Interactions } from '../../interactions/interactions.ts';
import { componentKinds, type ComponentName } from '../component-kinds.ts';
import type { ModelBody, ModelKind } from '../define-model.ts';
import type { FitRun } from '../model.ts';
import type { BlendConfig } from './config.ts';

/** One trained component of a blend. */
export interface BlendComponent {
  readonly name: ComponentName;
  readonly config: object;
  readonly body: ModelBody;
}

/** Any component kind, its configuration type forgotten: configurations only come from its own parser. */
export function componentKind(name: ComponentName): ModelKind<object> {
  return componentKinds[name];
}

/** Trains the named components, each with a seed of its own place. */
export function fitComponents(
  interactions: Interactions,
  plan: { readonly config: BlendConfig; readonly names: readonly ComponentName[]; readonly phase: string },
  run: FitRun,
): BlendComponent[] {
  const shared = new Map<string, unknown>();
  const { seed, nowSec, kernels, itemFeatures } = run;
  const own: FitRun = { seed, nowSec, shared, itemFeatures, ...(kernels === undefined ? {} : { kernels }) };
  return plan.names.map((name, done) => {
    run.progress?.(done, plan.names.length, `${plan.phase}: ${name}`);
    const config = componentKind(name).parseConfig(plan.config.components[name]);
    return { name, config, body: componentKind(name).fitBody(interactions, config, own) };
  });
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

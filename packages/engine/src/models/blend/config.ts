import { componentKinds, type ComponentName } from '../component-kinds.ts';
import { ModelConfigError } from '../config-error.ts';
import { parseFields } from '../config-fields.ts';

/** Weight of each component that takes part. */
type BlendWeights = Readonly<Partial<Record<ComponentName, number>>>;

/** A fixed mixture: what the search looks for. */
export interface BlendMix {
  readonly weights: BlendWeights;
  /** Exponent of the trend factor (recent share / all-time share). */
  readonly trendExponent: number;
  /** Half-life of the recent share. */
  readonly trendDays: number;
  /** Fading of a visitor's history. */
  readonly recencyHalfLifeDays: number | null;
}

/** What is mixed and how the weights are found. */
export interface BlendConfig {
  /** Models that may take part, each with its own partial configuration, in the order in which they are tried while time lasts. */
  readonly components: Readonly<Partial<Record<ComponentName, object>>>;
  /** Given, nothing is searched. */
  readonly mix: BlendMix | null;
  /** Share of the training rows (the newest) on which weights are judged. */
  readonly validationShare: number;
  /** Cuts by time, each before the last; more are steadier and train the components once more each. */
  readonly validationCuts: number;
  /** Length of the lists that are judged. */
  readonly listLength: number;
  /** Over all cuts together; fewer where the catalog is large. */
  readonly maxValidationUsers: number;
  /** The search stops in time for the final training to end here, when the run has a clock; the mixture found so far is used. Null: no end. */
  readonly timeBudgetSec: number | null;
  /** Event types that count as success in the validation cut; null means all. */
  readonly targetTypes: readonly number[] | null;
}

export const blendDefaults: BlendConfig = {
  components: {
    popularity: {},
    'graph-filter': {},
    ease: {},
    'graph-lowpass': {},
    als: { factors: 128 },
    covisitation: {},
    'item-knn': {},
    session: {},
    'sequential-rules': {},
    'user-knn': {},
    content: {},
  },
  mix: null,
  validationShare: 0.2,
  validationCuts: 2,
  listLength: 20,
  maxValidationUsers: 2000,
  timeBudgetSec: 240,
  targetTypes: null,
};

/** @throws ModelConfigError on unknown or invalid settings, also those of the components. */
export function parseBlendConfig(raw: unknown): BlendConfig {
  const parsed = parseFields(raw, blendDefaults, {
    components: { kind: 'parsed', parse: parseComponents },
    mix: { kind: 'parsed', parse: parseMix },
    validationShare: { kind: 'number', min: 0.01, max: 0.7 },
    validationCuts: { kind: 'number', min: 1, max: 5, whole: true },
    listLength: { kind: 'number', min: 1, max: 1000, whole: true },
    maxValidationUsers: { kind: 'number', min: 1, max: 1_000_000, whole: true },
    timeBudgetSec: { kind: 'number', min: 0, max: 86_400, orNull: true },
    targetTypes: { kind: 'parsed', parse: parseTypes },
  });
  return { ...parsed, components: parseComponents(parsed.components) };
}

/** Whether a name is that of a model which a blend may mix. */
export function isComponentName(name: string): name is ComponentName {
  return Object.hasOwn(componentKinds, name);
}

/** Component configurations as an object, or their names as comma-separated text (`--set components=ease,popularity`). */
function parseComponents(raw: unknown): BlendConfig['components'] {
  const given = typeof raw === 'string' ? Object.fromEntries(raw.split(',').map((name) => [name.trim(), {}])) : raw;
  if (typeof given !== 'object' || given === null || Array.isArray(given) || Object.keys(given).length === 0) {
    throw new ModelConfigError(
      'components',
      `"components" must name models to mix: ${Object.keys(componentKinds).join(', ')}`,
    );
  }
  const parsed: Partial<Record<ComponentName, object>> = {};
  for (const [name, config] of Object.entries(given)) {
    if (!isComponentName(name)) {
      throw new ModelConfigError(
        'components',
        `"${name}" cannot be mixed; use some of: ${Object.keys(componentKinds).join(', ')}`,
      );
    }
    parsed[name] = componentKinds[name].parseConfig(config);
  }
  return parsed;
}

function parseMix(raw: unknown): BlendMix | null {
  if (raw === null || raw === 'none') return null;
  const defaults: BlendMix = { weights: {}, trendExponent: 0, trendDays: 7, recencyHalfLifeDays: null };
  return parseFields(raw, defaults, {
    weights: { kind: 'parsed', parse: parseWeights },
    trendExponent: { kind: 'number', min: 0, max: 4 },
    trendDays: { kind: 'number', min: 0.01, max: 3650 },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}

function parseWeights(raw: unknown): BlendWeights {
  const weights: Partial<Record<ComponentName, number>> = {};
  for (const [name, weight] of Object.entries(typeof raw === 'object' && raw !== null ? raw : {})) {
    if (!isComponentName(name) || typeof weight !== 'number' || !Number.isFinite(weight)) {
      throw new ModelConfigError(
        'mix',
        `weight "${name}" must be a finite number for one of: ${Object.keys(componentKinds).join(', ')}`,
      );
    }
    weights[name] = weight;
  }
  return weights;
}

function parseTypes(raw: unknown): readonly number[] | null {
  if (raw === null || raw === 'none') return null;
  const list = typeof raw === 'string' ? raw.split(',').map(Number) : raw;
  if (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((type) => Number.isInteger(type) && type >= 0 && type <= 255)
  ) {
    return list;
  }
  throw new ModelConfigError('targetTypes', '"targetTypes" must be event type codes from 0 to 255, or none');
}

import { blendDefaults, isComponentName, parseBlendConfig, type BlendConfig } from '../blend/config.ts';
import { componentKinds, type ComponentName } from '../component-kinds.ts';
import { ModelConfigError } from '../config-error.ts';
import { parseFields } from '../config-fields.ts';

/** Behaviour and description in fixed shares, or in shares found on the shop's own past. */
export interface HybridConfig {
  /** The model of behaviour. */
  readonly collaborative: ComponentName;
  /** Its share; the rest is content. */
  readonly collaborativeShare: number;
  /** Finds the shares on a validation cut instead, as the blend does. */
  readonly learned: boolean;
  /** Partial configurations of the two. */
  readonly collaborativeConfig: object;
  readonly contentConfig: object;
}

export const hybridDefaults: HybridConfig = {
  collaborative: 'graph-lowpass',
  collaborativeShare: 0.6,
  learned: false,
  collaborativeConfig: {},
  contentConfig: {},
};

/** @throws ModelConfigError on unknown or invalid settings, also those of the two models. */
export function parseHybridConfig(raw: unknown): HybridConfig {
  const config = parseFields(raw, hybridDefaults, {
    collaborative: { kind: 'parsed', parse: parseCollaborative },
    collaborativeShare: { kind: 'number', min: 0, max: 1 },
    learned: { kind: 'flag' },
    collaborativeConfig: { kind: 'parsed', parse: parseObject('collaborativeConfig') },
    contentConfig: { kind: 'parsed', parse: parseObject('contentConfig') },
  });
  hybridBlend(config);
  return config;
}

/** Weight of popularity: somebody without any history must still get an order, and nobody else should notice. */
const popularityWeight = 0.02;

/** The blend that this is. */
export function hybridBlend(config: HybridConfig): BlendConfig {
  const { collaborative, collaborativeShare } = config;
  const shares = { [collaborative]: collaborativeShare, content: 1 - collaborativeShare, popularity: popularityWeight };
  const weights = Object.fromEntries(Object.entries(shares).filter(([, share]) => share > 0));
  return parseBlendConfig({
    ...blendDefaults,
    components: { [collaborative]: config.collaborativeConfig, content: config.contentConfig, popularity: {} },
    mix: config.learned ? null : { weights },
  });
}

const notBehaviour: readonly string[] = ['content', 'popularity'];

function parseCollaborative(raw: unknown): ComponentName {
  if (typeof raw === 'string' && isComponentName(raw) && !notBehaviour.includes(raw)) return raw;
  const names = Object.keys(componentKinds).filter((name) => !notBehaviour.includes(name));
  throw new ModelConfigError(
    'collaborative',
    `"collaborative" must be a model of behaviour; use one of: ${names.join(', ')}`,
  );
}

function parseObject(field: string): (raw: unknown) => object {
  return (raw) => {
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw;
    throw new ModelConfigError(field, `"${field}" must be an object of settings of that model`);
  };
}

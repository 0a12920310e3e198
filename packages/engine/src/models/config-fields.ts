import { ModelConfigError } from './config-error.ts';

/** What one configuration field may hold. */
export type FieldRule =
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly whole?: boolean;
      readonly orNull?: boolean;
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'parsed'; readonly parse: (raw: unknown) => unknown };

/**
 * Fills a partial configuration from defaults and refuses what the rules do not allow.
 * Numbers may arrive as text (`--set k=v` on a command line), `none` stands for null.
 * @throws ModelConfigError naming the field and the valid choices.
 */
export function parseFields<Config extends object>(
  raw: unknown,
  defaults: Config,
  rules: { readonly [K in keyof Config]: FieldRule },
): Config {
  if (raw === undefined || raw === null) return defaults;
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    throw new ModelConfigError('(config)', 'the model configuration must be an object; pass key and value pairs');
  }
  const parsed: Record<string, unknown> = Object.fromEntries(Object.entries(defaults));
  const known: Record<string, FieldRule | undefined> = rules;
  for (const [field, value] of Object.entries(raw)) {
    const rule = Object.hasOwn(rules, field) ? known[field] : undefined;
    if (rule === undefined) {
      const fields = Object.keys(rules).join(', ');
      throw new ModelConfigError(field, `unknown setting "${field}"; use one of: ${fields}`);
    }
    parsed[field] = parseField(field, value, rule);
  }
  // The loop wrote only keys of Config with values that its rules allow.
  return parsed as Config;
}

function parseField(field: string, value: unknown, rule: FieldRule): unknown {
  switch (rule.kind) {
    case 'number':
      return parseNumber(field, value, rule);
    case 'choice':
      if (typeof value === 'string' && rule.choices.includes(value)) return value;
      throw new ModelConfigError(field, `"${field}" must be one of: ${rule.choices.join(', ')}`);
    case 'flag':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      throw new ModelConfigError(field, `"${field}" must be true or false`);
    case 'parsed':
      return rule.parse(value);
  }
}

function parseNumber(field: string, value: unknown, rule: FieldRule & { kind: 'number' }): number | null {
  if (rule.orNull === true && (value === null || value === 'none')) return null;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const fits =
    typeof number === 'number' &&
    number >= rule.min &&
    number <= rule.max &&
    (rule.whole !== true || Number.isInteger(number));
  if (fits) return number;
  const kind = rule.whole === true ? 'a whole number' : 'a number';
  const none = rule.orNull === true ? ', or none' : '';
  throw new ModelConfigError(field, `"${field}" must be ${kind} from ${rule.min} to ${rule.max}${none}`);
}

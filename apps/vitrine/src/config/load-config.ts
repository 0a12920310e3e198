import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Config, type Setting, settings } from './settings.ts';

/** What is wrong with one setting, in a sentence that names it. */
export interface ConfigProblem {
  readonly setting: string;
  readonly sentence: string;
}

/** Bad configuration; the message names every setting and what would be right. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ sentence }) => sentence).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Names that belong to the SDK and to the tests, not to the server. */
const foreign = /^VITRINE_(?:NAMESPACE|API_KEY|ORG_ID|REQUIRE|TEST_.*|NODE_.*|CRASH_.*)$/;

const entries = Object.entries(settings) as [keyof Config, Setting][];

function problemOf(name: string, setting: Setting, given: { value: string; why: string }): ConfigProblem {
  const { value, why } = given;
  const shown = setting.secret ? 'the value given' : `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`;
  const example = setting.byDefault === undefined ? 'or leave it empty' : `for example ${setting.byDefault}`;
  return { setting: name, sentence: `${name}: ${shown} is not right (${why}). Give ${setting.unit}, ${example}.` };
}

/**
 * Checks an environment against the one schema. Empty text counts as absent.
 * Throws {@link ConfigError} naming every wrong setting, and every unknown `VITRINE_…` name, at once.
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of entries) {
    const given = environment[name]?.trim() || setting.byDefault;
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else
      problems.push(
        problemOf(name, setting, {
          value: given ?? '',
          why: parsed.error.issues.map((issue) => issue.message).join('; '),
        }),
      );
  }
  for (const name of Object.keys(environment)) {
    if (name.startsWith('VITRINE_') && !foreign.test(name) && !(name in settings)) {
      const known = entries.map(([key]) => key).filter((key) => key.startsWith('VITRINE_'));
      problems.push({ setting: name, sentence: `${name}: there is no such setting. Known are ${known.join(', ')}.` });
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return values as unknown as Config;
}

/** The environment with the `.env` file of a folder below it; the environment wins. Throws {@link ConfigError} for a file that cannot be read. */
export function readEnvironment(folder: string, environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const path = `${folder}/.env`;
  if (!existsSync(path)) return { ...environment };
  try {
    return { ...parseEnv(readFileSync(path, 'utf8')), ...environment };
  } catch (error) {
    const sentence = `${path} cannot be read: ${(error as Error).message}. Make it a file that this user may read, or remove it.`;
    throw new ConfigError([{ setting: '.env', sentence }]);
  }
}

import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { migrationStatus, outboxDepth } from '@vitrine/database';
import { describeDevice, findComputeDevice } from '@vitrine/pipelines/weights';
import { type EmbeddingHealth, type Metrics, shopTenant } from '@vitrine/recsys';
import { buildFolder } from '../compose/build-folder.ts';
import { connectDatabase, homeOf, migrationSources } from '../compose/database.ts';
import { describeEmbeddings } from '../compose/embedding-health.ts';
import { type Platform, openPlatform } from '../compose/platform.ts';
import { type Config, ConfigError } from '../config/index.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../shell.ts';
import { type DefineCommand, configOf } from './define-command.ts';

/** One thing looked at: is it well, what was found, and what to do when it is not. */
interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly found: string;
  readonly advice?: string;
}

const gigabyte = 1024 ** 3;

/** `vitrine doctor`: looks at everything the shop stands on and says what to do about what is not well. */
export const defineDoctor: DefineCommand = (program, shell) => {
  program
    .command('doctor')
    .description(
      'Looks at everything the shop stands on: Node, configuration, disk, database, migrations, outbox, model, texts.',
    )
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine(shell);
      const marks = { ok: 'ok     ', note: 'note   ', problem: 'PROBLEM' };
      const text = findings
        .map(
          ({ state, what, found, advice }) =>
            `${marks[state]}  ${what}: ${found}${advice ? `\n         ${advice}` : ''}`,
        )
        .join('\n');
      printResult(shell, json, { value: findings, text });
      const problems = findings.filter(({ state }) => state === 'problem').length;
      if (problems > 0)
        throw new CommandError(`${problems} ${problems === 1 ? 'problem' : 'problems'} found.`, exitStatus.findings);
    });
};

async function examine(shell: Shell): Promise<Finding[]> {
  const findings: Finding[] = [{ what: 'Node', state: 'ok', found: process.versions.node }];
  let config: Config;
  try {
    config = configOf(shell);
    findings.push({ what: 'Configuration', state: 'ok', found: 'every setting is valid' });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [
      ...findings,
      ...error.problems.map(({ setting, sentence }): Finding => ({
        what: setting,
        state: 'problem',
        found: sentence.replace(`${setting}: `, ''),
      })),
    ];
  }
  findings.push(await examineCompute(), await examineHome(homeOf(config)));
  return [...findings, ...(await examineDatabase(config))];
}

/** What trains and scores, and whether the optional runtime of transformers is usable. */
async function examineCompute(): Promise<Finding> {
  const device = await findComputeDevice(buildFolder);
  const found = describeDevice(device);
  if (device.reason !== null)
    return {
      what: 'Compute',
      state: 'note',
      found,
      advice: 'Training takes several times as long. "npm run build" makes the kernels; they need Node 20 or newer.',
    };
  return { what: 'Compute', state: typeof device.onnxRuntime === 'string' ? 'note' : 'ok', found };
}

async function examineHome(home: string): Promise<Finding> {
  if (!existsSync(home))
    return { what: 'Home', state: 'note', found: `${home} is not there yet; the first start makes it` };
  const isUsable = await access(`${home}/.`, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isUsable) {
    const found = `${home} is no folder that this user may write`;
    return { what: 'Home', state: 'problem', found, advice: 'Set VITRINE_HOME to one that is.' };
  }
  const { bavail, bsize } = await statfs(home);
  const free = (bavail * bsize) / gigabyte;
  const found = `${home}, ${free.toFixed(1)} GB free`;
  return free < 1
    ? { what: 'Home', state: 'problem', found, advice: 'Free some disk: the database stops when the disk is full.' }
    : { what: 'Home', state: 'ok', found };
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  let connection;
  try {
    connection = await connectDatabase(config, () => undefined);
  } catch (error) {
    return [{ what: 'Database', state: 'problem', found: (error as Error).message }];
  }
  const findings: Finding[] = [{ what: 'Database', state: 'ok', found: connection.description }];
  try {
    const { applied, pending, problems } = await migrationStatus(connection, migrationSources());
    findings.push(
      ...problems.map((found): Finding => ({ what: 'Migrations', state: 'problem', found })),
      pending.length > 0
        ? {
            what: 'Migrations',
            state: 'note',
            found: `${pending.length} wait`,
            advice: 'The next start applies them, or "vitrine migrate".',
          }
        : { what: 'Migrations', state: 'ok', found: `${applied.length} applied` },
    );
    if (pending.length > 0 || problems.length > 0) return findings;
    const { waiting, failed } = await outboxDepth(connection.handle());
    findings.push(
      failed > 0
        ? {
            what: 'Outbox',
            state: 'problem',
            found: `${failed} changes were given up`,
            advice: 'The recommender refused them; look at the log, then start again.',
          }
        : { what: 'Outbox', state: 'ok', found: `${waiting} waiting` },
    );
  } finally {
    await connection.close();
  }
  return [...findings, ...(await examineModel(config))];
}

async function examineModel(config: Config): Promise<Finding[]> {
  let unloadable: string | undefined;
  const metrics: Metrics = {
    count: (name, { reason }) => {
      if (name === 'recsys_model_load_failures_total') unloadable = reason;
    },
    observeMs: () => undefined,
  };
  const platform: Platform = await openPlatform({ config, log: () => undefined, serving: false, metrics });
  try {
    const version = await platform.recsys.models.current(shopTenant);
    const items = await platform.recsys.items.list(shopTenant, { limit: 1 });
    // Loads the model as a server would: that the registry names one does not say that its file is whole.
    await platform.recsys.warmUp(shopTenant);
    return [
      { what: 'Catalog', state: items.total > 0 ? 'ok' : 'note', found: `the recommender knows ${items.total} items` },
      findingOfModel(version, unloadable),
      findingOfTexts(await platform.recsys.embeddings.health(shopTenant)),
    ];
  } finally {
    await platform.close();
  }
}

function findingOfModel(version: string | null, unloadable: string | undefined): Finding {
  if (version === null)
    return {
      what: 'Model',
      state: 'note',
      found: 'none serves; popularity answers',
      advice: 'Train one with "vitrine train".',
    };
  if (unloadable === undefined) return { what: 'Model', state: 'ok', found: version };
  return {
    what: 'Model',
    state: 'problem',
    found: `${version} cannot be loaded, its file is ${unloadable}; popularity answers`,
    advice: 'Restore the folder "artifacts", go back with "vitrine rollback", or train again with "vitrine train".',
  };
}

/** How well the embeddings of texts stand for the catalog; what waits is done while the shop runs. */
function findingOfTexts(health: EmbeddingHealth | null): Finding {
  const found = describeEmbeddings(health);
  if (health === null || health.items === 0 || (health.index !== null && health.missing + health.stale === 0))
    return { what: 'Texts', state: 'ok', found };
  return { what: 'Texts', state: 'note', found, advice: 'The running shop embeds them within a minute.' };
}

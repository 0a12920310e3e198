import { resolve } from 'node:path';
import { type DatabaseConnection, type MigrationSource, findMigrationSources, openDatabase } from '@vitrine/database';
import type { Config } from '../config/index.ts';
import { CommandError } from '../shell.ts';
import { buildFolder } from './build-folder.ts';

/** The migrations that belong to this build: `dist/migrations` beside the bundle. */
export function migrationSources(): MigrationSource[] {
  const found = findMigrationSources(buildFolder);
  if (found.length === 0)
    throw new CommandError('The migrations are not beside the program. Run "npm run build" again.');
  return found;
}

/** The folder this configuration keeps its data in, as an absolute path. */
export const homeOf = (config: Pick<Config, 'VITRINE_HOME'>): string => resolve(config.VITRINE_HOME);

/** Opens the configured database; a database that cannot be had is a sentence, not a stack. */
export async function connectDatabase(config: Config, log: (line: string) => void): Promise<DatabaseConnection> {
  try {
    return await openDatabase({
      home: homeOf(config),
      poolSize: config.DATABASE_POOL_SIZE,
      log,
      ...(config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL } : {}),
    });
  } catch (error) {
    throw new CommandError(
      `The database could not be opened. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

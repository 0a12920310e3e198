import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The domains that own a schema, in the order their migrations run. */
export const migrationDomains = ['platform', 'shop', 'recsys', 'insights'] as const;
export type MigrationDomain = (typeof migrationDomains)[number];

/** A folder of `NNNN_name.sql` files that make one domain's schema. */
export interface MigrationSource {
  readonly domain: MigrationDomain;
  readonly directory: string;
}

/** One file, as read. The checksum ignores line ends, so a checkout on Windows is the same migration. */
export interface MigrationFile {
  readonly domain: MigrationDomain;
  readonly version: number;
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly checksum: string;
}

/** Thrown for anything wrong with migrations: names the file, the position where known, and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * The migration folders under `root`: `packages/<domain>/migrations` in a checkout (platform lies in
 * `packages/database`), `migrations/<domain>` beside a bundle. Domains without a folder are left out.
 */
export function findMigrationSources(root: string): MigrationSource[] {
  const sources: MigrationSource[] = [];
  for (const domain of migrationDomains) {
    const folder = domain === 'platform' ? 'database' : domain;
    const directory = [join(root, 'packages', folder, 'migrations'), join(root, 'migrations', domain)].find((path) =>
      existsSync(path),
    );
    if (directory) sources.push({ domain, directory });
  }
  return sources;
}

/** Reads all files of the sources in the order they run. Throws MigrationError on a bad name or a repeated number. */
export async function readMigrations(sources: readonly MigrationSource[]): Promise<MigrationFile[]> {
  const files: MigrationFile[] = [];
  for (const domain of migrationDomains) {
    for (const source of sources) if (source.domain === domain) files.push(...(await readFolder(source)));
  }
  return files;
}

async function readFolder(source: MigrationSource): Promise<MigrationFile[]> {
  const names = await readdir(source.directory).catch(() => {
    throw new MigrationError(
      `The migrations of ${source.domain} are not in ${source.directory}: run \`npm run build\`, or correct the folder.`,
    );
  });
  const files: MigrationFile[] = [];
  for (const name of names.filter((entry) => entry.endsWith('.sql')).sort()) {
    const path = join(source.directory, name);
    const match = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(name);
    if (!match)
      throw new MigrationError(
        `${path} is not named like a migration: use four digits, an underscore and lower-case words, as in 0001_ground.sql.`,
      );
    const version = Number(match[1]);
    if (files.some((file) => file.version === version))
      throw new MigrationError(`${path} repeats the number ${match[1]}: give it the next free one.`);
    const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(text).digest('hex');
    files.push({ domain: source.domain, version, name: match[2] ?? '', path, text, checksum });
  }
  return files;
}

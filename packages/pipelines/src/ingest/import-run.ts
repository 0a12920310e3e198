import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Clock } from '@vitrine/database';
import { type ImportKind, type ImportOutcome, ImportStopped, type KindCounts } from './import-outcome.ts';
import { type ImportProgress, ProgressMeter } from './import-progress.ts';
import type { ImportTarget } from './writing/import-target.ts';
import type { MappingRequest } from './generic/mapping-request.ts';
import { RejectsFile } from './rejects-file.ts';

/** What a format works with. It reads and checks everything before its first write. */
export interface ImportRun {
  readonly paths: readonly string[];
  readonly home: string;
  /** Null in a dry run. */
  readonly target: ImportTarget | null;
  readonly rejects: RejectsFile;
  readonly meter: ProgressMeter;
  readonly written: Record<ImportKind, KindCounts>;
  readonly counts: { files: number; rows: number };
  readonly notes: string[];
  /** What the columns of a generic file mean; empty for the formats that know. */
  readonly mapping: MappingRequest;
}

/** One kind of source. */
export interface ImportFormat {
  readonly name: string;
  /** One sentence for `--help`. */
  readonly describe: string;
  run(run: ImportRun): Promise<void>;
}

/** What to import, from where, to where. */
export interface ImportOptions {
  readonly format: string;
  readonly paths: readonly string[];
  /** Rejects go to `<home>/imports`, pictures to `<home>/media`. */
  readonly home: string;
  readonly target: ImportTarget;
  readonly clock: Clock;
  readonly dryRun?: boolean;
  /** For the generic formats: what the columns mean, where the file does not say it well enough. */
  readonly mapping?: MappingRequest;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Milliseconds since any fixed point; the machine's by default. */
  readonly elapsedMs?: () => number;
}

/**
 * Runs an import of one of the formats. Bad rows go to the rejects file, good rows go in; a file that is broken stops
 * the import before anything is written. Importing again changes nothing, so a killed import is resumed by running it again.
 */
export async function importWith(formats: readonly ImportFormat[], options: ImportOptions): Promise<ImportOutcome> {
  const format = formats.find((entry) => entry.name === options.format);
  if (!format) {
    const known = formats.map((entry) => entry.name).join(', ');
    const message = `There is no import format "${options.format}": use one of ${known}.`;
    return { ok: false, error: { code: 'import.unknown_format', message, file: null } };
  }
  const elapsedMs = options.elapsedMs ?? (() => performance.now());
  const started = elapsedMs();
  const stamp = options.clock.now().toISOString().replaceAll(':', '-').slice(0, 19);
  const rejects = new RejectsFile(join(options.home, 'imports', `${format.name}-${stamp}.rejects.jsonl`));
  const run: ImportRun = {
    paths: options.paths,
    home: options.home,
    target: options.dryRun ? null : options.target,
    rejects,
    meter: new ProgressMeter(options.onProgress ?? (() => undefined), elapsedMs),
    written: { products: none(), customers: none(), orders: none(), reviews: none(), events: none(), pictures: none() },
    counts: { files: 0, rows: 0 },
    notes: [],
    mapping: options.mapping ?? {},
  };
  // A long import makes gigabytes of short-lived texts; on a large machine V8 would let its heap grow to four times what is kept
  // before it cleans up. Half as much again is enough; collecting more eagerly than that cost as much time as reading.
  setFlagsFromString('--heap-growing-percent=50');
  try {
    await format.run(run);
    if (rowsWritten(run) >= manyRows) await run.target?.finish?.();
  } catch (error) {
    if (!(error instanceof ImportStopped)) throw error;
    await rejects.discard();
    return { ok: false, error: error.error };
  } finally {
    setFlagsFromString('--heap-growing-percent=0');
    await rejects.close();
  }
  const tookMs = Math.round(elapsedMs() - started);
  return {
    ok: true,
    report: {
      format: format.name,
      dryRun: options.dryRun ?? false,
      files: run.counts.files,
      rows: run.counts.rows,
      rejected: rejects.count,
      reasons: rejects.reasons,
      rejectsFile: rejects.count > 0 ? rejects.path : null,
      written: run.written,
      notes: run.notes,
      tookMs,
      rowsPerSec: tookMs > 0 ? Math.round((run.counts.rows / tookMs) * 1000) : 0,
    },
  };
}

/** From so many new rows on the planner's view of the tables is worth refreshing. */
const manyRows = 5000;

function rowsWritten({ written }: ImportRun): number {
  return Object.values(written).reduce((sum, { inserted }) => sum + inserted, 0);
}

function none(): KindCounts {
  return { inserted: 0, updated: 0, unchanged: 0 };
}

/** Adds what a write did to the report. */
export function countWritten(into: KindCounts, from: KindCounts): void {
  into.inserted += from.inserted;
  into.updated += from.updated;
  into.unchanged += from.unchanged;
}

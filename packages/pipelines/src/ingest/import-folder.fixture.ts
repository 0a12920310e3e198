import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fakeClock } from '@vitrine/testkit/clock';
import { runImport, type ImportOutcome, type ImportReport } from './index.ts';
import { memoryTarget } from './writing/memory-target.fixture.ts';

const clock = fakeClock('2026-03-01T12:00:00Z');

/** A line of a rejects file, as far as tests look. */
export interface RejectLine {
  readonly line: number;
  readonly field: string | null;
  readonly reason: string;
}

/** A folder of source files and a target that remembers. Remove it after each test. */
export async function importFolder() {
  const home = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
  const source = join(home, 'source');
  await mkdir(source);
  const { target, kept } = memoryTarget();
  return {
    source,
    target,
    kept,
    async write(name: string, content: string | Buffer): Promise<string> {
      const path = join(source, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    run: (format: string, more: { paths?: string[]; dryRun?: boolean } = {}): Promise<ImportOutcome> =>
      runImport({ format, paths: [source], home, target, clock, ...more }),
    nothingWritten: () => Object.values(kept).every((rows) => rows.size === 0),
    remove: () => rm(home, { recursive: true }),
  };
}

/** The report of an import that went through; throws its error otherwise. */
export function reportOf(outcome: ImportOutcome): ImportReport {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.report;
}

/** Line, field and reason of all rejects, in their order. */
export async function rejectsOf(report: ImportReport): Promise<[number, string | null, string][]> {
  const lines = (await readFile(report.rejectsFile ?? '', 'utf8')).trim().split('\n');
  return lines.map((text) => {
    const { line, field, reason } = JSON.parse(text) as RejectLine;
    return [line, field, reason];
  });
}

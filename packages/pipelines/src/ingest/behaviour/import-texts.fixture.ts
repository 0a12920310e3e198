import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fakeClock } from '@vitrine/testkit/clock';
import { runImport, type ImportReport } from '../index.ts';
import type { Reject } from '../rejects-file.ts';
import { memoryTarget } from '../writing/memory-target.fixture.ts';

/** Imports a folder of files, given by path in it and content, into memory: for tests of a format. Twice, to see that the second changes nothing. */
export async function importTexts(
  format: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<{
  kept: ReturnType<typeof memoryTarget>['kept'];
  report: ImportReport;
  rejects: Reject[];
  again: ImportReport;
}> {
  const home = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
  const source = await mkdtemp(join(tmpdir(), 'vitrine-source-'));
  const { target, kept } = memoryTarget();
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(source, name)), { recursive: true });
      await writeFile(join(source, name), content);
    }
    const run = async () => {
      const outcome = await runImport({
        format,
        paths: [source],
        home,
        target,
        clock: fakeClock('2026-03-01T12:00:00Z'),
      });
      if (!outcome.ok) throw new Error(outcome.error.message);
      return outcome.report;
    };
    const report = await run();
    const lines = report.rejectsFile ? (await readFile(report.rejectsFile, 'utf8')).trim().split('\n') : [];
    return { kept, report, rejects: lines.map((line) => JSON.parse(line) as Reject), again: await run() };
  } finally {
    await rm(home, { recursive: true });
    await rm(source, { recursive: true });
  }
}

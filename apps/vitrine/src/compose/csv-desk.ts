import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CatalogCsv, CsvFault, type CsvReport, writeLine } from '@vitrine/shop/catalog-csv';

const keptMs = 24 * 3_600_000;
const tokenForm = /^[0-9a-f-]{36}$/;

/** What a file comes to, or why it is none. */
export type CsvChecked = { ok: true; token: string; report: CsvReport } | { ok: false; message: string };

/** Takes a file of products in two steps: looked at, then taken. Between them it lies in a folder, for a day at most. */
export interface CsvDesk {
  check(file: AsyncIterable<Uint8Array>, actor: string): Promise<CsvChecked>;
  take(token: string, actor: string): Promise<CsvChecked>;
  /** The refused lines with their reasons, as CSV that can be corrected and sent again; null when there are none. */
  refused(token: string): Promise<string | null>;
}

/** Text of a file; what is no UTF-8 is refused rather than guessed at. */
async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Uint8Array, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError)
      throw new CsvFault(1, 'The file is not UTF-8. Save it as “CSV UTF-8” and send it again.');
    throw error;
  }
}

/** A desk whose files lie in `folder`. */
export function csvDesk(csv: CatalogCsv, folder: string): CsvDesk {
  const pathOf = (token: string, kind: 'csv' | 'refused.csv') => join(folder, `catalog-${token}.${kind}`);
  const read = async (token: string, actor: string, apply: boolean): Promise<CsvChecked> => {
    const refusedLines: string[] = [];
    let header = '';
    try {
      const report = await csv.read(textOf(pathOf(token, 'csv')), {
        apply,
        editing: { actor },
        onHeader: (columns) => void (header = writeLine(['line', 'reason', ...columns])),
        onRefused: ({ line, reason, cells }) => void refusedLines.push(writeLine([String(line), reason, ...cells])),
      });
      const refused = pathOf(token, 'refused.csv');
      await rm(refused, { force: true });
      if (refusedLines.length > 0)
        await pipeline(Readable.from(['\uFEFF', header, ...refusedLines]), createWriteStream(refused));
      return { ok: true, token, report };
    } catch (error) {
      if (!(error instanceof CsvFault)) throw error;
      return { ok: false, message: `Line ${error.line}: ${error.message}` };
    }
  };
  return {
    async check(file, actor) {
      await forgetOld(folder);
      const token = randomUUID();
      await pipeline(Readable.from(file), createWriteStream(pathOf(token, 'csv')));
      return read(token, actor, false);
    },
    async take(token, actor) {
      const there =
        tokenForm.test(token) &&
        (await access(pathOf(token, 'csv')).then(
          () => true,
          () => false,
        ));
      return there
        ? read(token, actor, true)
        : { ok: false, message: 'This file is not kept any more. Choose it again.' };
    },
    async refused(token) {
      if (!tokenForm.test(token)) return null;
      return readFile(pathOf(token, 'refused.csv'), 'utf8').catch(() => null);
    },
  };
}

async function forgetOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^catalog-[0-9a-f-]{36}\./.test(name)) continue;
    const path = join(folder, name);
    // Another visit may have taken it away meanwhile.
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > keptMs) await rm(path, { force: true });
  }
}

import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchResult, Generation, GenerateTarget } from './target.ts';

/** The kinds of rows, each a file `<kind>.jsonl`. */
const kinds = ['products', 'customers', 'orders', 'reviews', 'events'] as const;
type Kind = (typeof kinds)[number];

/**
 * A target that writes one JSON record a line into a folder, and `manifest.json` when all is there. Events name products
 * and customers by external id. Rows stream: the folder may be larger than memory.
 */
export async function fileTarget(folder: string): Promise<GenerateTarget> {
  await mkdir(folder, { recursive: true });
  const files = new Map<Kind, LineFile>();
  const append = async (kind: Kind, rows: readonly object[]): Promise<BatchResult> => {
    let file = files.get(kind);
    if (file === undefined) {
      file = new LineFile(join(folder, `${kind}.jsonl`));
      files.set(kind, file);
    }
    await file.append(rows);
    return { inserted: rows.length, unchanged: 0, rejected: [], ids: new Map() };
  };
  return {
    batchSize: 5000,
    previous: () => readManifest(folder),
    products: (rows) => append('products', rows),
    customers: (rows) => append('customers', rows),
    orders: (rows) => append('orders', rows),
    reviews: (rows) => append('reviews', rows),
    events: (rows) => append('events', rows.map(wireEvent)),
    async finish(generation, counts) {
      await Promise.all([...files.values()].map((file) => file.close()));
      const written = Object.fromEntries([...files].map(([kind, file]) => [`${kind}.jsonl`, file.describe()]));
      const manifest = { format: 'vitrine-generated-shop', version: 1, generation, counts, files: written };
      await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}

/** Files carry the names of the wire contract, so that `events.jsonl` can be posted as it is. */
function wireEvent(event: Parameters<GenerateTarget['events']>[0][number]): object {
  return {
    source_event_id: event.sourceEventId,
    user_id: event.userId,
    item_id: event.itemId,
    type: event.type,
    value: event.value,
    ts: event.ts,
    meta: event.meta,
  };
}

/** A file of JSON lines that knows its rows, bytes and SHA-256, so that two copies of a data set can be told apart. */
class LineFile {
  readonly #stream: WriteStream;
  readonly #hash = createHash('sha256');
  #rows = 0;
  #bytes = 0;

  constructor(path: string) {
    this.#stream = createWriteStream(path, { highWaterMark: 1 << 20 });
  }

  /** Resolves when the rows are handed over, so that a slow disk holds the generator back instead of filling memory. */
  async append(rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const bytes = Buffer.from(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
    this.#hash.update(bytes);
    this.#rows += rows.length;
    this.#bytes += bytes.length;
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.once('error', reject);
      this.#stream.end(() => resolve());
    });
  }

  /** Facts for the manifest; call it once, after `close`. */
  describe(): { rows: number; bytes: number; sha256: string } {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

async function readManifest(folder: string): Promise<Generation | null> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    if (typeof manifest !== 'object' || manifest === null || !('generation' in manifest)) return null;
    return parseGeneration(manifest.generation);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Reads the record of a generation; null when it is not one. */
export function parseGeneration(raw: unknown): Generation | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const fields = new Map(Object.entries(raw));
  const whole = (name: string): number | null => {
    const value: unknown = fields.get(name);
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
  };
  const asOf: unknown = fields.get('asOf');
  const [seed, products, customers, events, days] = ['seed', 'products', 'customers', 'events', 'days'].map(whole);
  if (typeof asOf !== 'string' || Number.isNaN(Date.parse(asOf))) return null;
  if (seed == null || products == null || customers == null || events == null || days == null) return null;
  return { seed, products, customers, events, days, asOf };
}

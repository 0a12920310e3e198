import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { KeptPage } from './page-cache.ts';

type Encoding = 'br' | 'gzip';

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) };
const smallestBytes = 1024;
const textual = /^(?:text\/|application\/(?:json|xml|ld\+json|javascript)|image\/svg)/;

/** Pages that are kept are compressed once, and better than those made for one visitor. */
const keptBytes = new WeakMap<KeptPage, Map<Encoding, Promise<Buffer>>>();

function encodingFor(accepted: string | string[] | undefined): Encoding | null {
  const list = String(accepted ?? '');
  if (/(?:^|[\s,])br(?!;q=0(?:[\s,]|$))/.test(list)) return 'br';
  return /(?:^|[\s,])gzip(?!;q=0(?:[\s,]|$))/.test(list) ? 'gzip' : null;
}

function compress(body: Buffer, encoding: Encoding, kept: boolean): Promise<Buffer> {
  if (encoding === 'gzip') return compressors.gzip(body, { level: kept ? 6 : 2 });
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: kept ? 6 : 3,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    // A window as large as a page; the default would take megabytes for each.
    [constants.BROTLI_PARAM_LGWIN]: 18,
  };
  return compressors.br(body, { params });
}

const bytesOf = ({ body }: KeptPage): Buffer => (typeof body === 'string' ? Buffer.from(body) : body);

/** The body as the browser takes it: compressed off the main thread, and for a kept page only the first time. */
export async function compressed(
  page: KeptPage,
  { accepted, kept }: { accepted: string | string[] | undefined; kept: boolean },
): Promise<{ encoding: Encoding | null; body: string | Buffer }> {
  const type = page.headers.find(([name]) => name === 'content-type')?.[1] ?? 'text/plain';
  const encoding = textual.test(type) ? encodingFor(accepted) : null;
  if (encoding === null || page.body.length < smallestBytes) {
    // Bytes at once: text would be counted and then turned into bytes again on its way out.
    return { encoding: null, body: bytesOf(page) };
  }
  const bytes = () => compress(bytesOf(page), encoding, kept);
  if (!kept) return { encoding, body: await bytes() };
  const known = keptBytes.get(page) ?? new Map<Encoding, Promise<Buffer>>();
  keptBytes.set(page, known);
  const body = known.get(encoding) ?? bytes();
  known.set(encoding, body);
  return { encoding, body: await body };
}

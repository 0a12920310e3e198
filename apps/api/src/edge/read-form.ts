import type { FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';

const bodyless = new Set(['GET', 'HEAD']);
const formTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);

/**
 * The body of a form, read wholly before a page works with it, so that one that is too large, broken or no form at all is the sender's mistake and not
 * ours. Null for methods that have none. Empty bodies need no type: a lone button posts nothing.
 */
export async function readForm(request: FastifyRequest, limitBytes: number): Promise<Buffer | null> {
  if (bodyless.has(request.method)) return null;
  const tooLarge = () =>
    new RequestRefused({ code: 'request.body_too_large', message: `The form is larger than ${limitBytes} bytes.` });
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge();
  const body = await readBody(request.raw, limitBytes);
  if (body === null) throw tooLarge();
  const type = request.headers['content-type'] ?? '';
  const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (body.length > 0 && !formTypes.has(bare)) {
    throw new RequestRefused({
      code: 'request.unsupported_media_type',
      message: 'Forms are read as application/x-www-form-urlencoded or multipart/form-data.',
    });
  }
  if (body.length > 0 && bare === 'multipart/form-data') await checkMultipart(body, type);
  return body;
}

/** The whole body; null when it is larger than the limit. */
async function readBody(raw: FastifyRequest['raw'], limitBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Leaving the loop early must not close the connection: the answer still has to go out on it.
    for await (const chunk of raw.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length;
      // A chunked request does not say its length before.
      if (size > limitBytes) return null;
      chunks.push(chunk as Buffer);
    }
  } catch {
    throw new RequestRefused({ code: 'request.malformed', message: 'The connection ended before the form did.' });
  }
  return Buffer.concat(chunks);
}

async function checkMultipart(body: Buffer, type: string): Promise<void> {
  try {
    await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new RequestRefused({
      code: 'request.malformed',
      message: 'The form has no end or no boundary. Send it again.',
    });
  }
}

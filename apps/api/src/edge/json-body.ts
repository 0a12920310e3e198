import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';
import { findJsonFault } from './find-json-fault.ts';

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** Reads a JSON text, nothing as no body at all; the failure says where the text stops being JSON. */
function readJson(raw: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    throw new RequestRefused({ code: 'request.invalid_json', message: 'The body is not UTF-8. Send JSON in UTF-8.' });
  }
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = findJsonFault(text);
    throw new RequestRefused({
      code: 'request.invalid_json',
      message: `The body is not JSON: line ${line}, column ${column} cannot be read.`,
      details: { line, column },
    });
  }
}

/**
 * Takes JSON bodies, and those without a content type, as clients of the public contract send them. `extraTypes` are read as JSON too: `sendBeacon`
 * sends text/plain. Everything else is 415. Many clients name the type on every call, also where there is no body, such as a DELETE: that is no mistake,
 * and an operation that needs a body says so itself.
 */
export function takeJsonBodies(scope: FastifyInstance, extraTypes: readonly string[] = []): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request: FastifyRequest, raw: Buffer, done) => {
    const type = request.headers['content-type'] ?? '';
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      const message = 'Compressed bodies are not read. Send the body as it is.';
      done(new RequestRefused({ code: 'request.unsupported_media_type', message }));
      return;
    }
    const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
    if (type !== '' && !jsonType.test(type) && !extraTypes.includes(bare)) {
      done(
        new RequestRefused({
          code: 'request.unsupported_media_type',
          message: `The content type ${bare.slice(0, 100)} cannot be read. Send application/json.`,
        }),
      );
      return;
    }
    try {
      done(null, readJson(raw));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A slow line before a shop. */
export interface SlowLine {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Hands on what is looked at in a shop as a slow line does: pages come in so many pieces with a pause after each, so that a browser paints them half done. All else
 * comes at once.
 */
export async function inPieces(
  shopUrl: string,
  { pieces, pauseMs }: { pieces: number; pauseMs: number },
): Promise<SlowLine> {
  const server = createServer((request, response) => {
    handOn(request, response).catch(() => response.destroy());
  });
  async function handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await fetch(shopUrl + request.url, {
      headers: { cookie: request.headers.cookie ?? '' },
      redirect: 'manual',
    });
    const passed = [...answer.headers].filter(
      ([name]) => !/^(content-(encoding|length)|transfer-encoding|set-cookie)$/.test(name),
    );
    response.writeHead(answer.status, { ...Object.fromEntries(passed), 'set-cookie': answer.headers.getSetCookie() });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const size = answer.headers.get('content-type')?.startsWith('text/html')
      ? Math.ceil(bytes.length / pieces)
      : bytes.length;
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size));
      if (size < bytes.length) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    response.end();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

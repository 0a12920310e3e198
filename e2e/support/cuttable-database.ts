import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a database that can be cut and mended, as a cable can. */
export interface CuttableDatabase {
  readonly url: string;
  /** Breaks every connection and takes no new one. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Puts a way that can be cut before the database of a URL. */
export async function cuttable(databaseUrl: string): Promise<CuttableDatabase> {
  const real = new URL(databaseUrl);
  const open = new Set<Socket>();
  let server: Server;
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server = createServer((here) => {
        const there = connect(Number(real.port), real.hostname);
        for (const [one, other] of [
          [here, there],
          [there, here],
        ] as const) {
          open.add(one);
          one.on('error', () => other.destroy());
          one.on('close', () => (open.delete(one), other.destroy()));
          one.pipe(other);
        }
      });
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  const port = await listen(0);
  const url = new URL(databaseUrl);
  [url.hostname, url.port] = ['127.0.0.1', String(port)];
  return {
    url: url.href,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
    mend: async () => void (await listen(port)),
  };
}

import { createServer } from 'node:net';
import type { Config } from '../config/index.ts';
import { CommandError } from '../shell.ts';

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Whether an address can only be reached from this machine. */
export const isLoopback = (host: string): boolean => loopback.test(host);

/**
 * Makes sure, before anything slow is done, that we may listen where we are told to.
 * Throws {@link CommandError} when the port is taken or not ours, or when an open address would stand there without keys.
 */
export async function checkListenAddress({
  HOST,
  PORT,
  VITRINE_API_KEYS,
}: Pick<Config, 'HOST' | 'PORT' | 'VITRINE_API_KEYS'>): Promise<void> {
  if (!isLoopback(HOST) && !VITRINE_API_KEYS) {
    throw new CommandError(
      `HOST=${HOST} can be reached from other machines, and no keys are configured, so anybody could write to the recommender.\nSet VITRINE_API_KEYS, or leave HOST at 127.0.0.1.`,
    );
  }
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new CommandError(sentenceOf(error, HOST, PORT))));
    probe.listen({ host: HOST, port: PORT, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function sentenceOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  const place = `${host}:${port}`;
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken by another program. Stop that one, or take another port: PORT=${port + 1} npm start`;
  if (error.code === 'EACCES')
    return `This user may not listen on ${place}. Ports below 1024 need rights; take another: PORT=3000 npm start`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${host} is not an address of this machine. Set HOST to one that is, for example 127.0.0.1.`;
  return `Listening on ${place} failed: ${error.message}. Set HOST and PORT to an address that is free.`;
}

import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkListenAddress } from './listen-address.ts';

const withTakenPort = async (work: (port: number) => Promise<void>) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  try {
    await work(address && typeof address === 'object' ? address.port : 0);
  } finally {
    other.close();
  }
};

describe('OPS-1 where the shop listens', () => {
  it('accepts a free port', async () => {
    await expect(
      checkListenAddress({ HOST: '127.0.0.1', PORT: 0, VITRINE_API_KEYS: undefined }),
    ).resolves.toBeUndefined();
  });

  it('names the port that is taken and another to take', () =>
    withTakenPort(async (port) => {
      await expect(checkListenAddress({ HOST: '127.0.0.1', PORT: port, VITRINE_API_KEYS: undefined })).rejects.toThrow(
        `PORT=${port + 1} npm start`,
      );
    }));

  it('refuses an open address without keys', async () => {
    await expect(checkListenAddress({ HOST: '0.0.0.0', PORT: 0, VITRINE_API_KEYS: undefined })).rejects.toThrow(
      'VITRINE_API_KEYS',
    );
  });

  it('says when an address is not of this machine', async () => {
    await expect(checkListenAddress({ HOST: '192.0.2.1', PORT: 0, VITRINE_API_KEYS: 'k'.repeat(16) })).rejects.toThrow(
      '192.0.2.1 is not an address of this machine',
    );
  });
});

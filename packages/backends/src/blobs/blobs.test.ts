import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itKeepsBlobs } from '@vitrine/testkit/blobs';
import { afterAll, beforeAll, describe } from 'vitest';
import { azureBlobs, diskBlobs } from './index.ts';

describe('CAT-6 blobs on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-blobs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  itKeepsBlobs(async () => ({ blobs: diskBlobs({ folder: join(folder, 'made-when-missing'), baseUrl: '/media' }) }));
});

const azurite = process.env['VITRINE_TEST_AZURITE'];

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

// Set VITRINE_TEST_AZURITE to the file .../azurite/dist/src/blob/main.js to run these.
describe.skipIf(!azurite)('CAT-6 blobs on Azurite, the emulator of Azure Blob Storage', () => {
  let server: ChildProcess;
  let connectionString = '';

  beforeAll(async () => {
    const port = await freePort();
    const flags = [
      '--blobHost',
      '127.0.0.1',
      '--blobPort',
      String(port),
      '--inMemoryPersistence',
      '--skipApiVersionCheck',
      '--disableTelemetry',
    ];
    server = spawn(process.execPath, [azurite ?? '', ...flags], { stdio: 'ignore' });
    // The emulator's own account, published with it.
    const account = 'devstoreaccount1';
    const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
    connectionString = `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};BlobEndpoint=http://127.0.0.1:${port}/${account};`;
    for (let tries = 0; tries < 200; tries += 1) {
      if (
        await fetch(`http://127.0.0.1:${port}/`).then(
          () => true,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('Azurite did not answer in 10 seconds.');
  });
  afterAll(() => server?.kill('SIGTERM'));

  itKeepsBlobs(async () => ({
    blobs: azureBlobs({ connectionString, container: 'pictures' }),
    load: async (url) => {
      const answer = await fetch(url);
      const { headers } = answer;
      return {
        bytes: new Uint8Array(await answer.arrayBuffer()),
        type: headers.get('content-type') ?? '',
        cache: headers.get('cache-control') ?? '',
      };
    },
  }));
});

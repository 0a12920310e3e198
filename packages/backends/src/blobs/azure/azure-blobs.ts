import { BlobServiceClient, type ContainerClient, RestError } from '@azure/storage-blob';
import type { BlobStore } from '@vitrine/shop/pictures';
import { checkBlobName } from '../blob-name.ts';

const aYear = 'public, max-age=31536000, immutable';

/**
 * Blobs of one container of Azure Blob Storage, made at the first write when missing, readable by everybody who knows a name. `baseUrl` is what stands before
 * the names in addresses, such as a CDN; left out, the container itself answers.
 */
export function azureBlobs(options: {
  connectionString: string;
  container: string;
  baseUrl?: string | undefined;
}): BlobStore {
  const container = BlobServiceClient.fromConnectionString(options.connectionString).getContainerClient(
    options.container,
  );
  const baseUrl = options.baseUrl?.replace(/\/$/, '') ?? container.url;
  let ready: Promise<unknown> | null = null;
  const ensured = (): Promise<unknown> =>
    (ready ??= makeContainer(container).catch((error: unknown) => {
      ready = null;
      throw error;
    }));
  return {
    async put(name, { bytes, contentType }) {
      await ensured();
      try {
        await container.getBlockBlobClient(checkBlobName(name)).upload(bytes, bytes.byteLength, {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: { blobContentType: contentType, blobCacheControl: aYear },
        });
      } catch (error) {
        if (statusOf(error) !== 409) throw error;
      }
    },
    async read(name) {
      try {
        return await container.getBlockBlobClient(checkBlobName(name)).downloadToBuffer();
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
    urlOf: (name) => `${baseUrl}/${checkBlobName(name)}`,
  };
}

/** Accounts may forbid public access; then a container that was made beforehand and stands behind a CDN serves as well. */
async function makeContainer(container: ContainerClient): Promise<void> {
  if (await container.exists()) return;
  try {
    await container.createIfNotExists({ access: 'blob' });
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
    await container.createIfNotExists();
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof RestError ? error.statusCode : undefined;
}

export { azureBlobs } from './azure/azure-blobs.ts';
export { diskBlobs } from './disk/disk-blobs.ts';

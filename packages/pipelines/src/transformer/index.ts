export type { TextEncoder384 } from './encoder-384.ts';
export { embedCatalog, type EmbedPorts } from './embed-catalog.ts';
export { openTextEncoder, type OpenOptions } from './text-encoder.ts';

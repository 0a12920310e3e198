export type { BlobStore, PictureRenderer, RenderedPicture, Rendition } from './picture-ports.ts';
export type { StoredPicture } from './pictures.store.ts';
export { bindPictures, mostPictureBytes } from './store-picture.ts';
export type { PictureFailure, PictureUseCases } from './store-picture.ts';

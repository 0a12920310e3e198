/** Where the bytes of pictures are kept. Names carry a hash of the content, so a name never holds other bytes than it held first. */
export interface BlobStore {
  /** Keeps the bytes under the name; a name that is there already is left as it is. Durable when it resolves. */
  put(name: string, blob: { bytes: Uint8Array; contentType: string }): Promise<void>;
  /** The bytes, or null when nothing has this name. */
  read(name: string): Promise<Uint8Array | null>;
  /** The address browsers load it from: absolute, or a path of this shop. */
  urlOf(name: string): string;
}

/** One size and format of a picture. */
export interface Rendition {
  readonly format: 'webp' | 'avif';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** What became of an uploaded picture: upright, without its metadata, in every size. */
export type RenderedPicture =
  | { readonly ok: true; readonly renditions: readonly Rendition[] }
  | { readonly ok: false; readonly reason: 'broken' | 'too_many_pixels' };

/** Makes the sizes of a picture. Never throws for what is wrong with the bytes. */
export interface PictureRenderer {
  /** `format` is what the first bytes say; bytes that turn out to be something else are broken. */
  render(
    bytes: Uint8Array,
    wanted: { format: string; widths: readonly number[]; maxPixels: number },
  ): Promise<RenderedPicture>;
}

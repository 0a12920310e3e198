import { createHash } from 'node:crypto';
import { findUnstorable } from '@vitrine/contracts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import type { BlobStore, PictureRenderer } from './picture-ports.ts';
import { insertPicture, selectPicture, type StoredPicture } from './pictures.store.ts';
import { recognisePicture, type UploadKind } from './recognise-picture.ts';

/** Largest upload, bytes. */
export const mostPictureBytes = 10 * 1024 * 1024;
const mostPixels = 40_000_000;
/** Widths a page asks for; a smaller picture is never made larger. */
const widths = [320, 640, 1280] as const;
const longestAlt = 500;

/** Why a picture was not taken; `message` says it to a person. */
export interface PictureFailure {
  readonly code: 'pictures.too_large' | 'pictures.not_a_picture' | 'pictures.broken' | 'pictures.invalid_alt';
  readonly message: string;
}

/** Taking pictures in. */
export interface PictureUseCases {
  /**
   * Keeps a photograph in every size, upright and without what a camera wrote into it. The same bytes are one picture. `alts` describes it by language;
   * an empty one is allowed, a missing one too.
   */
  storePicture(
    bytes: Uint8Array,
    options?: { readonly alts?: Readonly<Record<string, string>> },
  ): Promise<Outcome<StoredPicture, PictureFailure>>;
}

const sentences: Readonly<Record<Exclude<UploadKind, 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'>, string>> = {
  svg: 'SVG drawings can carry scripts and are not taken. Export it as PNG or WebP and upload that.',
  html: 'This is a web page, not a picture. Upload a JPEG, PNG, WebP, AVIF or GIF.',
  heic: 'HEIC photographs are not read everywhere. Save it as JPEG and upload that.',
  empty: 'The file is empty. Choose a picture.',
  unknown: 'This is no picture we can read. Upload a JPEG, PNG, WebP, AVIF or GIF.',
};

const brokenSentences = {
  broken: 'The picture is damaged or ends too early. Open it, save it again and upload that.',
  too_many_pixels: 'The picture has more than 40 million pixels. Make it smaller and upload that.',
} as const;

function checkUpload(
  bytes: Uint8Array,
  alts: Readonly<Record<string, string>>,
): PictureFailure | { readonly format: string } {
  if (bytes.length > mostPictureBytes)
    return { code: 'pictures.too_large', message: 'The file is larger than 10 MB. Make it smaller and upload that.' };
  const kind = recognisePicture(bytes);
  if (kind in sentences) return { code: 'pictures.not_a_picture', message: sentences[kind as keyof typeof sentences] };
  const altFault = Object.values(alts).some((alt) => alt.length > longestAlt || findUnstorable(alt) !== null);
  if (altFault)
    return { code: 'pictures.invalid_alt', message: `Describe the picture in at most ${longestAlt} characters.` };
  return { format: kind };
}

async function storePicture(
  context: ShopContext,
  ports: { blobs: BlobStore; renderer: PictureRenderer },
  upload: { bytes: Uint8Array; alts: Readonly<Record<string, string>> },
): Promise<Outcome<StoredPicture, PictureFailure>> {
  const checked = checkUpload(upload.bytes, upload.alts);
  if ('code' in checked) return failure(checked);
  const { blobs, renderer } = ports;
  const hash = createHash('sha256').update(upload.bytes).digest('hex').slice(0, 24);
  // Named without a width, it may point at the largest size there is of this picture.
  for (const width of widths.toReversed()) {
    const known = await selectPicture(context, blobs.urlOf(`${hash}-${width}.webp`));
    if (known !== null) return success(known);
  }
  const made = await renderer.render(upload.bytes, { format: checked.format, widths, maxPixels: mostPixels });
  if (!made.ok) return failure({ code: 'pictures.broken', message: brokenSentences[made.reason] });
  const renditions = made.renditions.map((one) => ({ ...one, name: `${hash}-${one.width}.${one.format}` }));
  // Bytes first: a row never points at what is not there. Bytes without a row cost a little room and are found again by their hash.
  for (const { name, bytes, format } of renditions) await blobs.put(name, { bytes, contentType: `image/${format}` });
  const face = renditions
    .filter(({ format }) => format === 'webp')
    .reduce((best, one) => (one.width > best.width ? one : best));
  const stored = await insertPicture(context, {
    face: { url: blobs.urlOf(face.name), width: face.width, height: face.height },
    renditions: renditions.map(({ format, width, name }) => ({ format, width, url: blobs.urlOf(name) })),
    alts: upload.alts,
  });
  return success(stored);
}

/** The use cases of pictures over a store of bytes and a renderer. */
export function bindPictures(
  context: ShopContext,
  ports: { blobs: BlobStore; renderer: PictureRenderer },
): PictureUseCases {
  return { storePicture: (bytes, { alts = {} } = {}) => storePicture(context, ports, { bytes, alts }) };
}

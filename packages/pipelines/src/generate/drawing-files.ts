import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogImage, GeneratedProduct } from './catalog/product.ts';

/** Draws products: which views there are, and the picture of each as SVG text. */
export interface DrawingWriter {
  readonly views: readonly string[];
  readonly width: number;
  readonly height: number;
  draw(product: GeneratedProduct, view: string): string;
  /** What the picture shows, in words. */
  describe(product: GeneratedProduct, view: string): string;
  /** The line on which the product stands, as a share of the picture's height from the top; null when there is none. */
  foot?(product: GeneratedProduct, view: string): number | null;
}

/** Files open at once. */
const parallel = 32;

/**
 * Draws every view of every product into `folder` (none when null) and answers the images by external id. A file's name
 * ends with a hash of its content, so browsers may keep it for ever and a file already there is not written again. Where the product stands in its picture
 * is said behind the address, as `#foot=0.81`: whoever sets the picture on something reads it, everybody else need not.
 */
export async function writeDrawings(
  products: readonly GeneratedProduct[],
  options: { writer: DrawingWriter; folder: string | null; progress(done: number, total: number): void },
): Promise<{ files: number; written: number; images: ReadonlyMap<string, readonly CatalogImage[]> }> {
  const { writer, folder } = options;
  const present = new Set(folder === null ? [] : await filesOf(folder));
  const images = new Map<string, readonly CatalogImage[]>();
  const total = products.length * writer.views.length;
  let pending: Promise<void>[] = [];
  let files = 0;
  let written = 0;
  for (const product of products) {
    const drawn: CatalogImage[] = [];
    for (const view of writer.views) {
      const svg = writer.draw(product, view);
      const hash = createHash('sha256').update(svg).digest('hex').slice(0, 8);
      const file = `${product.slug}-${view}-${hash}.svg`;
      const foot = writer.foot?.(product, view) ?? null;
      drawn.push({
        url: `/media/drawings/${file}${foot === null ? '' : `#foot=${foot}`}`,
        alt: writer.describe(product, view),
        width: writer.width,
        height: writer.height,
        kind: 'drawing',
      });
      files++;
      if (folder === null || present.has(file)) continue;
      pending.push(writeFile(join(folder, file), svg));
      written++;
      if (pending.length < parallel) continue;
      await Promise.all(pending);
      pending = [];
      options.progress(files, total);
    }
    images.set(product.externalId, drawn);
  }
  await Promise.all(pending);
  options.progress(files, total);
  return { files, written, images };
}

async function filesOf(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return readdir(folder);
}

import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CatalogProduct } from '@vitrine/shop/loading';
import { countWritten, type ImportRun } from '../import-run.ts';
import { storePicture } from '../livostyle/store-picture.ts';

const endings = ['.jpg', '.jpeg', '.png', '.webp'];

/** A picture to look for: where, and under which names without their ending. */
export interface PictureSearch {
  readonly folders: readonly string[];
  readonly names: readonly string[];
  readonly line: number;
}

/**
 * The product with the first picture that lies beside the source under one of the names, if one does. Nothing is fetched
 * from the network: addresses stay in the metadata, since pages show only pictures of the shop's own.
 */
export async function withLocalPicture(
  product: CatalogProduct,
  search: PictureSearch,
  run: ImportRun,
): Promise<CatalogProduct> {
  const file = await findPicture(search);
  if (file === null || !run.target) return product;
  try {
    const { url, width, height, unchanged } = await storePicture(file, run.home);
    countWritten(run.written.pictures, { inserted: unchanged ? 0 : 1, updated: 0, unchanged: unchanged ? 1 : 0 });
    return { ...product, images: [{ url, width, height, alt: product.name, kind: 'photo' }] };
  } catch (error) {
    const message = `is no picture that can be read (${error instanceof Error ? error.message : String(error)}); the product goes in without it`;
    await run.rejects.add({ file, line: search.line, field: 'picture', reason: 'bad-picture', message });
    return product;
  }
}

async function findPicture({ folders, names }: PictureSearch): Promise<string | null> {
  for (const folder of folders) {
    for (const name of names) {
      // basename: a name from outside must not lead out of the folder.
      const bare = basename(name);
      if (bare === '' || bare === '.' || bare === '..') continue;
      for (const ending of /\.(jpe?g|png|webp)$/i.test(bare) ? [''] : endings) {
        const file = join(folder, bare + ending);
        const there = await access(file).then(
          () => true,
          () => false,
        );
        if (there) return file;
      }
    }
  }
  return null;
}

/** The file name of an address, without its query. */
export function fileNameOf(address: string): string {
  return basename(address.split(/[?#]/, 1)[0] ?? '');
}

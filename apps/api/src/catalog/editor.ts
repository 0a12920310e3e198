import type { ErrorCode } from '@vitrine/contracts';
import type { CatalogEditor, CatalogDesk, EditFailure } from '@vitrine/shop/catalog-editor';
import type { CallContext } from '../dispatch/operation.ts';
import { failure, type Outcome } from '../dispatch/failure.ts';

/** The desk of the catalog; a server that was made without one is composed wrongly. */
export function deskOf({ services }: Pick<CallContext, 'services'>): CatalogDesk {
  const { catalogDesk } = services.shop;
  if (catalogDesk === undefined) throw new Error('this server was made without a catalog desk');
  return catalogDesk;
}

/** The editor that writes the account behind the request into the log. */
export function editorOf(context: CallContext): CatalogEditor {
  return deskOf(context).by(context.visitor?.account?.id ?? 'api');
}

const wireNames: Readonly<Record<string, string>> = {
  price: 'price_minor',
  compareAt: 'compare_at_minor',
  alt: 'alts',
};

/** The editor's `skus[0].price` as the parts of the field that the caller sent: `skus`, 0, `price_minor`. */
function pathOf(path: string): (string | number)[] {
  const text = /^(name|description)\.(.+)$/.exec(path);
  if (text !== null) return ['texts', text[2] ?? '', text[1] ?? ''];
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  return parts.map((part) => {
    if (/^\d{1,4}$/.test(part)) return Number(part);
    if (Object.hasOwn(wireNames, part)) return wireNames[part] ?? part;
    // A language such as de-AT stays as it is.
    return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(part)
      ? part.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      : part;
  });
}

/** Why the catalog was not edited, as answers say it; `missing` is the code of what was not found. */
export function editRefused(error: EditFailure, missing: ErrorCode): Outcome<never> {
  switch (error.code) {
    case 'catalog.not_found':
      return failure(missing);
    case 'catalog.invalid':
    case 'catalog.taken':
      return failure(error.code, {
        faults: error.faults.map(({ path, message }) => ({ path: pathOf(path), message })),
      });
    case 'catalog.in_use':
      return failure(error.code, { message: error.message });
    case 'catalog.conflict':
      return failure(error.code, {
        message: `Somebody changed this meanwhile: version ${error.version} is there now. Read it again, then send your change with that version.`,
        faults: error.conflicts.map(({ field, yours, theirs }) => ({
          path: pathOf(field),
          message: `is now ${JSON.stringify(theirs)}; you sent ${JSON.stringify(yours)}`,
        })),
      });
  }
}

import type { EditableProduct, EditFailure, FieldMap, ProductPatch, StockMove } from '@vitrine/shop/catalog-editor';
import { data, redirect } from 'react-router';
import { type DoneSentence, withDone } from '../done-sentences.ts';
import { plural } from '../format.ts';
import type { CatalogConsole } from './catalog-console.ts';
import { editAnswer, type EditAnswer } from './edit-answer.ts';
import { jsonOf, textOf, typedOf } from './form-fields.ts';
import { draftOf, factsOf, picturesOf, skusOf, specsOf, translationsOf } from './product-forms.ts';

const mostPicturesAtOnce = 20;

function refused(error: EditFailure, form: FormData) {
  const { answer, status } = editAnswer(error, typedOf(form));
  return data(answer, { status });
}

function saved(path: string, sentence: DoneSentence): never {
  throw redirect(withDone(path, sentence), { status: 303 });
}

function patchOf(
  form: FormData,
  intent: string,
  given: { product: EditableProduct; currency: string },
): ProductPatch | null {
  const { product, currency } = given;
  switch (intent) {
    case 'facts':
      return factsOf(form, product.baseLocale, product);
    case 'skus':
      return skusOf(form, currency);
    case 'translations':
      return translationsOf(form, product.baseLocale);
    case 'specs':
      return specsOf(form, product);
    case 'pictures':
      return picturesOf(form, product);
    default:
      return null;
  }
}

/** Reads a change of stock: by a difference, or to what was counted while nobody else changed it. */
export function stockMoveOf(form: FormData): StockMove {
  const amount = Number(textOf(form, 'amount') || Number.NaN);
  const lowAt = textOf(form, 'lowAt') === '' ? undefined : Number(textOf(form, 'lowAt'));
  const reason = textOf(form, 'reason');
  if (reason === 'received' || reason === 'returned') return { reason, by: amount, lowAt };
  // A person says how many broke, not minus how many.
  if (reason === 'damaged') return { reason, by: -Math.abs(amount), lowAt };
  return { reason: 'corrected', to: amount, expected: Number(textOf(form, 'expected')), lowAt };
}

async function addPictures(
  catalog: CatalogConsole,
  product: EditableProduct,
  form: FormData,
): Promise<{ added: string[]; faults: Record<string, string> }> {
  const files = form.getAll('file').filter((file): file is File => typeof file !== 'string' && file.size > 0);
  const faults: Record<string, string> = {};
  const added: string[] = [];
  if (files.length === 0) faults['file'] = 'Choose one or more pictures.';
  for (const file of files.slice(0, mostPicturesAtOnce)) {
    const name = product.texts[product.baseLocale]?.name ?? product.slug;
    const alt = textOf(form, 'alt') || name;
    const stored = await catalog.storePicture(new Uint8Array(await file.arrayBuffer()), {
      alts: { [product.baseLocale]: alt },
    });
    if (stored.ok) added.push(stored.value.mediaId);
    else faults[file.name || 'file'] = stored.error.message;
  }
  return { added, faults };
}

async function upload(catalog: CatalogConsole, product: EditableProduct, form: FormData) {
  const { added, faults } = await addPictures(catalog, product, form);
  const there = new Set(product.pictures.map(({ mediaId }) => mediaId));
  const fresh = [...new Set(added)].filter((mediaId) => !there.has(mediaId));
  if (fresh.length > 0) {
    const pictures = [
      ...product.pictures.map(({ mediaId }) => ({ mediaId })),
      ...fresh.map((mediaId) => ({ mediaId })),
    ];
    const done = await catalog.editor.updateProduct(product.id, { version: product.version, patch: { pictures } });
    if (!done.ok) return refused(done.error, form);
  }
  if (Object.keys(faults).length === 0)
    return saved(
      `/admin/products/${product.id}?tab=pictures`,
      `${fresh.length} ${plural(fresh.length, 'picture')} added.`,
    );
  const message =
    fresh.length > 0
      ? `${fresh.length} ${plural(fresh.length, 'picture')} added, others were not.`
      : 'No picture was added.';
  const answer: EditAnswer = { message, faults, conflicts: [], typed: {} };
  return data(answer, { status: 422 });
}

/** Every form of the product editor, by the name of its button. Answers what was wrong with what was typed, or goes on to the saved page. */
export async function editProduct(catalog: CatalogConsole, request: Request, id: string) {
  const form = await request.formData();
  const intent = textOf(form, 'intent');
  const { editor, currency } = catalog;
  if (id === 'new') {
    const made = await editor.createProduct(draftOf(form, currency));
    if (!made.ok) return refused(made.error, form);
    return saved(`/admin/products/${made.value.product.id}?tab=pictures`, 'The product is made. Now give it pictures.');
  }
  const found = await catalog.getProduct(id);
  if (found === null) return refused({ code: 'catalog.not_found' }, form);
  const { product } = found;
  if (intent === 'archive' || intent === 'restore') {
    const done = await editor.setArchived(id, intent === 'archive');
    return done.ok
      ? saved(
          `/admin/products/${id}`,
          intent === 'archive' ? 'Archived: it is out of the shop.' : 'It is back in the shop.',
        )
      : refused(done.error, form);
  }
  if (intent === 'upload') return upload(catalog, product, form);
  if (intent === 'stock') {
    const moved = await editor.adjustStock(textOf(form, 'skuId'), stockMoveOf(form));
    return moved.ok
      ? saved(`/admin/products/${id}?tab=stock`, `There are ${moved.value.onHand} now.`)
      : refused(moved.error, form);
  }
  const patch = patchOf(form, intent, { product, currency });
  if (patch === null)
    return refused(
      { code: 'catalog.invalid', faults: [{ path: '', message: 'Press one of the buttons of the page.' }] },
      form,
    );
  const base = jsonOf<FieldMap>(form, 'base');
  const done = await editor.updateProduct(id, { version: Number(textOf(form, 'version')) || 0, patch, base });
  if (!done.ok) return refused(done.error, form);
  return saved(
    `/admin/products/${id}?tab=${intent}`,
    done.value.changed.length === 0 ? 'Nothing had changed.' : 'Saved.',
  );
}

import type { EditableProduct, EditFault, ProductPatch } from './editable-product.ts';
import type { PatchFacts } from './patch-facts.store.ts';

const gone = (thing: string): string => `This ${thing} is not there any more. Choose one from the list.`;

/** Ids and addresses in a patch that are not there, or belong to others; `productId` is null for a product to be made. */
export function faultsOf(facts: PatchFacts, productId: string | null, patch: ProductPatch): EditFault[] {
  const faults: EditFault[] = [];
  const isKnown = (id: string): boolean => facts.known.has(id.toLowerCase());
  const holder = facts.slugs.get(patch.slug ?? '');
  if (holder !== undefined && holder !== productId?.toLowerCase())
    faults.push({ path: 'slug', message: 'This address belongs to another product. Choose another.' });
  if (patch.brandId && !isKnown(patch.brandId)) faults.push({ path: 'brandId', message: gone('brand') });
  const categories = [...(patch.categoryIds ?? []), ...(patch.categoryId === undefined ? [] : [patch.categoryId])];
  if (!categories.every(isKnown)) faults.push({ path: 'categoryId', message: gone('category') });
  if (!(patch.collectionIds ?? []).every(isKnown)) faults.push({ path: 'collectionIds', message: gone('collection') });
  if (!(patch.pictures ?? []).every(({ mediaId }) => isKnown(mediaId)))
    faults.push({ path: 'pictures', message: 'A picture is not there any more. Load the page again.' });
  for (const [at, { id, code }] of (patch.skus ?? []).entries()) {
    const skuId = id?.toLowerCase();
    const owner = facts.codes.get(code);
    if (owner !== undefined && owner !== skuId)
      faults.push({
        path: `skus[${at}].code`,
        message: `The code ${code} belongs to another SKU. Choose another.`,
      });
    if (skuId !== undefined && (productId === null || facts.skus.get(skuId) !== productId.toLowerCase()))
      faults.push({ path: `skus[${at}].id`, message: 'This SKU is not one of the product. Load the page again.' });
  }
  return faults;
}

/** A patch of a product that the caller holds, as it is read. */
export interface PlannedPatch {
  readonly product: EditableProduct;
  readonly patch: ProductPatch;
}

/** Patches judged one after the other. */
export interface JudgedPatches {
  /** Of each patch, in the order given. */
  readonly faults: readonly (readonly EditFault[])[];
  /** Those without a fault, in runs that can be written at once: a run takes no address or code that it gives away itself. */
  readonly runs: readonly (readonly PlannedPatch[])[];
}

/** Judges patches as if each were written before the next is looked at: an address that one gives away is free for those after it. */
export function judgePatches(facts: PatchFacts, planned: readonly PlannedPatch[]): JudgedPatches {
  const [slugs, codes] = [new Map(facts.slugs), new Map(facts.codes)];
  const runs: PlannedPatch[][] = [[]];
  let givenAway = new Set<string>();
  const faults = planned.map(({ product, patch }) => {
    const found = faultsOf({ ...facts, slugs, codes }, product.id, patch);
    if (found.length > 0) return found;
    const renamed = (patch.skus ?? []).map((sku) => ({
      ...sku,
      before: product.skus.find(({ id }) => id === sku.id?.toLowerCase())?.code,
    }));
    const taken = [`slug ${patch.slug}`, ...renamed.map(({ code }) => `code ${code}`)];
    if (taken.some((name) => givenAway.has(name))) {
      runs.push([]);
      givenAway = new Set();
    }
    runs.at(-1)?.push({ product, patch });
    if (patch.slug !== undefined && patch.slug !== product.slug) {
      slugs.delete(product.slug);
      slugs.set(patch.slug, product.id);
      givenAway.add(`slug ${product.slug}`);
    }
    for (const { code, before } of renamed) {
      if (before === undefined || before === code) continue;
      codes.delete(before);
      givenAway.add(`code ${before}`);
    }
    for (const { id = '', code } of renamed) codes.set(code, id.toLowerCase());
    return found;
  });
  return { faults, runs: runs.filter((run) => run.length > 0) };
}

import type {
  CatalogDesk,
  CatalogEditor,
  EditableBrand,
  EditableCategory,
  EditableProduct,
  EditFailure,
} from '@vitrine/shop/catalog-editor';

/** The one product, category and brand there is, at version 3. */
export const knownId = '01890000-0000-7000-8000-000000000001';
const shelf = { id: knownId, slug: 'jugs', name: 'Jugs' };
const moment = new Date('2026-01-01T00:00:00Z');

const product: EditableProduct = {
  id: knownId,
  version: 3,
  slug: 'jug',
  source: 'vitrine',
  externalId: knownId,
  baseLocale: 'en',
  archived: false,
  createdAt: moment,
  updatedAt: moment,
  firstAvailable: moment,
  currency: 'EUR',
  brand: null,
  category: shelf,
  categories: [shelf],
  tags: ['new'],
  color: 'blue',
  tint: null,
  texts: { en: { name: 'Jug', description: '' } },
  specs: {},
  skus: [
    {
      id: knownId,
      code: 'JUG-1',
      options: {},
      position: 0,
      archived: false,
      priceMinor: 1500,
      compareAtMinor: null,
      stock: 3,
      lowAt: 5,
    },
  ],
  pictures: [],
  collections: [],
};
const category: EditableCategory = {
  id: knownId,
  parentId: null,
  version: 3,
  slug: 'jugs',
  position: 0,
  baseLocale: 'en',
  texts: { en: { name: 'Jugs', description: '' } },
  products: 2,
  children: 0,
};
const brand: EditableBrand = { id: knownId, version: 3, slug: 'alder', name: 'Alder', products: 2 };

type Refusal = { ok: false; error: EditFailure };
const refuse = (error: EditFailure): Refusal => ({ ok: false, error });
const taken: EditFailure = {
  code: 'catalog.taken',
  faults: [{ path: 'slug', message: 'This address belongs to another.' }],
};

/** The rules that answers differ by: what is unknown, an old version, a taken slug. */
function judge(given: {
  id?: string | null;
  version?: number | undefined;
  slug?: string | undefined;
}): EditFailure | null {
  if (given.id && given.id !== knownId) return { code: 'catalog.not_found' };
  if (given.slug === 'taken') return taken;
  if (given.version === undefined || given.version === 3) return null;
  return { code: 'catalog.conflict', version: 3, conflicts: [{ field: 'color', yours: 'red', theirs: 'blue' }] };
}

const editor: CatalogEditor = {
  async createProduct(draft) {
    if (draft.texts?.['en'] === undefined)
      return refuse({ code: 'catalog.invalid', faults: [{ path: 'name.en', message: 'A product needs a name.' }] });
    const refusal = judge(draft);
    return refusal === null ? { ok: true, value: { product } } : refuse(refusal);
  },
  async updateProduct(id, { version, patch }) {
    const refusal = judge({ id, version, slug: patch.slug });
    const color = patch.color === undefined ? product.color : patch.color;
    return refusal === null ? { ok: true, value: { product: { ...product, color }, changed: [] } } : refuse(refusal);
  },
  async setArchived(id) {
    const refusal = judge({ id });
    return refusal === null ? { ok: true, value: { changed: true } } : refuse(refusal);
  },
  async createCategory(draft) {
    const refusal = judge(draft);
    return refusal === null ? { ok: true, value: { category } } : refuse(refusal);
  },
  async updateCategory(id, { version, patch }) {
    const refusal = judge({ id, version, slug: patch.slug });
    return refusal === null ? { ok: true, value: { category } } : refuse(refusal);
  },
  sortCategories: async () => ({ ok: true, value: { sorted: 0 } }),
  mergeCategories: async () => ({ ok: true, value: { category } }),
  async deleteCategory(id, moveTo) {
    const refusal = judge({ id });
    if (refusal !== null) return refuse(refusal);
    return moveTo
      ? { ok: true, value: { deleted: true } }
      : refuse({ code: 'catalog.in_use', message: 'Jugs has 2 products.' });
  },
  async saveBrand(given) {
    const refusal = judge(given);
    return refusal === null ? { ok: true, value: { brand } } : refuse(refusal);
  },
  async deleteBrand(id, moveTo) {
    const refusal = judge({ id });
    if (refusal !== null) return refuse(refusal);
    return moveTo
      ? { ok: true, value: { deleted: true } }
      : refuse({ code: 'catalog.in_use', message: 'Alder has 2 products.' });
  },
  saveCollection: async () => refuse({ code: 'catalog.not_found' }),
  deleteCollection: async () => refuse({ code: 'catalog.not_found' }),
  adjustStock: async () => refuse({ code: 'catalog.not_found' }),
  applyBulk: async () => refuse({ code: 'catalog.not_found' }),
  undoBulk: async () => refuse({ code: 'catalog.not_found' }),
};

/** A desk with one product, one category and one brand. */
export function inMemoryCatalog(): CatalogDesk {
  return {
    listProducts: async () => ({ rows: [], total: 0 }),
    getProduct: async (id) => (id === knownId ? product : null),
    listCategories: async () => [category],
    listBrands: async () => [brand],
    listCollections: async () => [],
    listStock: async () => ({ rows: [], total: 0 }),
    listMovements: async () => [],
    listChanges: async () => [],
    listBatches: async () => [],
    previewBulk: async () => refuse({ code: 'catalog.not_found' }),
    by: () => editor,
  };
}

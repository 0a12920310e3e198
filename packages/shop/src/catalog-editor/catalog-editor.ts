import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { applyBulk, previewBulk, undoBulk, type BulkPreview, type BulkSelection } from './bulk-edit.ts';
import type { BulkChange } from './bulk-change.ts';
import {
  selectBatches,
  selectChanges,
  type CatalogBatch,
  type CatalogChange,
  type ChangeQuery,
} from '../change-log/changes.store.ts';
import { isId } from './check-patch.ts';
import { deleteBrand, saveBrand } from './edit-brands.ts';
import {
  createCategory,
  deleteCategory,
  mergeCategories,
  sortCategories,
  updateCategory,
  type CategoryPatch,
} from './edit-categories.ts';
import { deleteCollection, saveCollection, type CollectionDraft } from './edit-collections.ts';
import { createProduct, updateProduct, type ProductEdit } from './edit-product.ts';
import { selectEditableProducts } from './editable-product.store.ts';
import type { EditableProduct, EditFailure, ProductDraft } from './editable-product.ts';
import {
  selectProductTable,
  type ProductFilter,
  type ProductTableRow,
  type ProductTableSort,
} from './product-table.store.ts';
import type { FieldMap } from './product-fields.ts';
import {
  selectEditableBrands,
  selectEditableCategories,
  selectEditableCollections,
  type EditableBrand,
  type EditableCategory,
  type EditableCollection,
} from './shelves.store.ts';
import { adjustStock, type StockMove } from './stock-desk.ts';
import {
  selectMovements,
  selectStock,
  type StockMovement,
  type StockQuery,
  type StockRow,
} from './stock-desk.store.ts';

/** What the office sees of the catalog, archived things too. */
export interface CatalogDesk {
  listProducts(
    filter: ProductFilter,
    page: { sort: ProductTableSort; page: number; perPage: number },
  ): Promise<{ rows: ProductTableRow[]; total: number }>;
  /** Null when there is none. */
  getProduct(id: string): Promise<EditableProduct | null>;
  listCategories(): Promise<EditableCategory[]>;
  listBrands(): Promise<EditableBrand[]>;
  listCollections(): Promise<EditableCollection[]>;
  listStock(query: StockQuery): Promise<{ rows: StockRow[]; total: number }>;
  listMovements(skuId: string, limit: number): Promise<StockMovement[]>;
  /** Who changed what, newest first. */
  listChanges(query: ChangeQuery): Promise<CatalogChange[]>;
  listBatches(limit: number): Promise<CatalogBatch[]>;
  previewBulk(selection: BulkSelection, change: BulkChange): Promise<Outcome<BulkPreview, EditFailure>>;
  /** The editor that writes this name into the log: an e-mail, or what a key is called. */
  by(actor: string): CatalogEditor;
}

/** Changing the catalog: each change reaches the log, the search and the recommender in its own transaction. */
export interface CatalogEditor {
  createProduct(draft: ProductDraft): Promise<Outcome<{ product: EditableProduct }, EditFailure>>;
  updateProduct(
    id: string,
    edit: ProductEdit,
  ): Promise<Outcome<{ product: EditableProduct; changed: readonly string[] }, EditFailure>>;
  /** Takes a product out of every list and recommendation, or puts it back; its history stays. */
  setArchived(id: string, archived: boolean): Promise<Outcome<{ changed: boolean }, EditFailure>>;
  createCategory(draft: CategoryPatch): Promise<Outcome<{ category: EditableCategory }, EditFailure>>;
  updateCategory(
    id: string,
    edit: { version: number; patch: CategoryPatch; base?: FieldMap | null },
  ): Promise<Outcome<{ category: EditableCategory }, EditFailure>>;
  sortCategories(order: {
    parentId: string | null;
    ids: readonly string[];
  }): Promise<Outcome<{ sorted: number }, EditFailure>>;
  mergeCategories(fromId: string, intoId: string): Promise<Outcome<{ category: EditableCategory }, EditFailure>>;
  deleteCategory(id: string, moveTo?: string | null): Promise<Outcome<{ deleted: true }, EditFailure>>;
  saveBrand(brand: {
    id: string | null;
    version?: number | undefined;
    name: string;
    slug?: string | undefined;
  }): Promise<Outcome<{ brand: EditableBrand }, EditFailure>>;
  deleteBrand(id: string, moveTo?: string | null): Promise<Outcome<{ deleted: true }, EditFailure>>;
  saveCollection(collection: {
    id: string | null;
    version?: number | undefined;
    draft: CollectionDraft;
  }): Promise<Outcome<{ collection: EditableCollection }, EditFailure>>;
  deleteCollection(id: string): Promise<Outcome<{ deleted: true }, EditFailure>>;
  adjustStock(skuId: string, move: StockMove): Promise<Outcome<{ onHand: number; change: number }, EditFailure>>;
  /** With an id (a UUID) for the batch it makes, the same again is refused: two presses are one. */
  applyBulk(
    selection: BulkSelection,
    change: BulkChange,
    newBatchId?: string,
  ): Promise<Outcome<{ batchId: string; products: number; changes: number }, EditFailure>>;
  undoBulk(batchId: string): Promise<Outcome<{ restored: number; skipped: number }, EditFailure>>;
}

const mostPerPage = 200;

function editorBy(context: ShopContext, actor: string): CatalogEditor {
  const by = { actor };
  return {
    createProduct: (draft) => createProduct(context, draft, by),
    updateProduct: (id, edit) => updateProduct(context, { id, edit }, by),
    async setArchived(id, archived) {
      const [product] = isId(id) ? await selectEditableProducts(context, context.db, { ids: [id] }) : [];
      if (product === undefined) return failure({ code: 'catalog.not_found' });
      if (product.archived === archived) return success({ changed: false });
      const done = await applyBulk(context, { selection: { ids: [id] }, change: { kind: 'archived', archived } }, by);
      return done.ok ? success({ changed: done.value.changes > 0 }) : done;
    },
    createCategory: (draft) => createCategory(context, draft, by),
    updateCategory: (id, edit) => updateCategory(context, { id, ...edit }, by),
    sortCategories: (order) => sortCategories(context, order, by),
    mergeCategories: (fromId, intoId) => mergeCategories(context, { fromId, intoId }, by),
    deleteCategory: (id, moveTo) => deleteCategory(context, { id, moveTo }, by),
    saveBrand: (brand) => saveBrand(context, brand, by),
    deleteBrand: (id, moveTo) => deleteBrand(context, { id, moveTo }, by),
    saveCollection: (collection) => saveCollection(context, collection, by),
    deleteCollection: (id) => deleteCollection(context, id, by),
    adjustStock: (skuId, move) => adjustStock(context, { skuId, move }, by),
    applyBulk: (selection, change, newBatchId) => applyBulk(context, { selection, change, newBatchId }, by),
    undoBulk: (batchId) => undoBulk(context, batchId, by),
  };
}

/** The desk of a shop. */
export function bindCatalogDesk(context: ShopContext): CatalogDesk {
  return {
    listProducts: (filter, { sort, page, perPage }) => {
      const limit = Math.min(mostPerPage, Math.max(1, Math.trunc(perPage)));
      return selectProductTable(context, filter, { sort, limit, offset: (Math.max(1, Math.trunc(page)) - 1) * limit });
    },
    async getProduct(id) {
      const [product] = isId(id) ? await selectEditableProducts(context, context.db, { ids: [id] }) : [];
      return product ?? null;
    },
    listCategories: () => selectEditableCategories(context.db),
    listBrands: () => selectEditableBrands(context.db),
    listCollections: () => selectEditableCollections(context.db),
    listStock: (query) => selectStock(context, query),
    listMovements: async (skuId, limit) => (isId(skuId) ? selectMovements(context, skuId, limit) : []),
    listChanges: (query) => selectChanges(context.db, query),
    listBatches: (limit) => selectBatches(context.db, { limit }),
    previewBulk: (selection, change) => previewBulk(context, selection, change),
    by: (actor) => editorBy(context, actor),
  };
}

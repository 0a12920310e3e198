export { bindCatalogDesk } from './catalog-editor.ts';
export type { CatalogDesk, CatalogEditor } from './catalog-editor.ts';
export { priceRoundings, roundPrice } from './bulk-change.ts';
export type { BulkChange, PriceRounding, PricePair } from './bulk-change.ts';
export type { BulkPreview, BulkSelection, PlannedChange } from './bulk-edit.ts';
export type {
  CatalogBatch,
  CatalogChange,
  ChangeAction,
  ChangedKind,
  ChangeQuery,
} from '../change-log/changes.store.ts';
export { slugOf } from './check-patch.ts';
export type { CategoryPatch } from './edit-categories.ts';
export type { CollectionDraft } from './edit-collections.ts';
export type { ProductEdit } from './edit-product.ts';
export type {
  EditableProduct,
  EditablePicture,
  EditableSku,
  EditConflict,
  EditFailure,
  EditFault,
  Json,
  NamedId,
  ProductDraft,
  ProductPatch,
  ProductText,
  SkuDraft,
  Spec,
} from './editable-product.ts';
export { fieldsOf } from './product-fields.ts';
export type { FieldMap } from './product-fields.ts';
export { productTableSorts } from './product-table.store.ts';
export type { ProductFilter, ProductTableRow, ProductTableSort } from './product-table.store.ts';
export type { EditableBrand, EditableCategory, EditableCollection } from './shelves.store.ts';
export { stockReasons } from './stock-desk.ts';
export type { StockMove, StockReason } from './stock-desk.ts';
export type { StockMovement, StockQuery, StockRow } from './stock-desk.store.ts';

import { archiveProduct } from './archive-product/handler.ts';
import { createBrand } from './create-brand/handler.ts';
import { createCategory } from './create-category/handler.ts';
import { createProduct } from './create-product/handler.ts';
import { deleteBrand } from './delete-brand/handler.ts';
import { deleteCategory } from './delete-category/handler.ts';
import { replaceProduct } from './replace-product/handler.ts';
import { updateBrand } from './update-brand/handler.ts';
import { updateCategory } from './update-category/handler.ts';
import { updateProduct } from './update-product/handler.ts';

/** The operations that edit the catalog. */
export const catalogOperations = [
  createProduct,
  replaceProduct,
  updateProduct,
  archiveProduct,
  createCategory,
  updateCategory,
  deleteCategory,
  createBrand,
  updateBrand,
  deleteBrand,
];

// The pages are built by their own tool and loaded at run time; only their types are known here.
export type { PageRecommender, WebServices } from '../../../web/src/services.ts';
export type { ConsoleServices } from '../../../web/src/admin/console-services.ts';
export type { CatalogConsole } from '../../../web/src/admin/catalog/catalog-console.ts';

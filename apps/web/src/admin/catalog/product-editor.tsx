import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { useActionData, useLoaderData } from 'react-router';
import { Button, ButtonLink } from '../../design/components/button.tsx';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { listed } from './category-names.ts';
import { editProduct } from './edit-product.ts';
import { EditNotices, isEditAnswer } from './edit-notices.tsx';
import { ChangesTable, wireChange } from './changes-table.tsx';
import { FactsTab } from './tabs/facts-tab.tsx';
import { PicturesTab } from './tabs/pictures-tab.tsx';
import { SkusTab } from './tabs/skus-tab.tsx';
import { StockTab } from './tabs/stock-tab.tsx';
import { SpecsTab, TranslationsTab } from './tabs/words-tabs.tsx';

const TABS = [
  { tab: 'facts', label: 'Facts' },
  { tab: 'skus', label: 'SKUs and prices' },
  { tab: 'stock', label: 'Stock' },
  { tab: 'pictures', label: 'Pictures' },
  { tab: 'translations', label: 'Translations' },
  { tab: 'specs', label: 'Specifications' },
  { tab: 'history', label: 'History' },
] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  const { catalog } = console;
  const id = args.params['id'] ?? '';
  const asked = new URL(args.request.url).searchParams.get('tab');
  const tab = TABS.find((one) => one.tab === asked)?.tab ?? 'facts';
  const [found, categories, brands, collections, changes] = await Promise.all([
    id === 'new' ? null : catalog.getProduct(id),
    catalog.desk.listCategories(),
    catalog.desk.listBrands(),
    catalog.desk.listCollections(),
    tab === 'history' && /^[0-9a-f-]{36}$/.test(id)
      ? catalog.desk.listChanges({ kind: 'product', entityId: id, limit: 50 })
      : [],
  ]);
  if (id !== 'new' && found === null)
    throw new Response('There is no such product.', { status: 404, statusText: 'Not found' });
  return {
    product: found?.product ?? null,
    base: found === null ? '' : JSON.stringify(found.fields),
    tab,
    categories: listed(categories),
    brands: brands.map((brand) => ({ id: brand.id, name: brand.name })),
    collections: collections.map(({ id: one, texts, baseLocale, slug }) => ({
      id: one,
      name: texts[baseLocale]?.name ?? slug,
    })),
    changes: changes.map(wireChange),
    currency: catalog.currency,
    mayEdit: roleMay(console.role, 'catalog.write'),
  };
}

export function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  return editProduct(console.catalog, args.request, args.params['id'] ?? '');
}

/** What a tab is drawn from. */
export type EditorPage = ReturnType<typeof useLoaderData<typeof loader>> & {
  faults: Readonly<Record<string, string>>;
  /** What was typed and not saved; it comes before what is stored. */
  typed: Readonly<Record<string, string>>;
};
/** A product that is there, with its tab. */
export type ProductTab = EditorPage & { product: NonNullable<EditorPage['product']> };

export function meta({ loaderData }: { loaderData?: Awaited<ReturnType<typeof loader>> }) {
  const product = loaderData?.product;
  const name = product ? (product.texts[product.baseLocale]?.name ?? product.slug) : 'New product';
  return [{ title: `${name} · Vitrine console` }, { name: 'robots', content: 'noindex' }];
}

export default function ProductEditor() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const edit = isEditAnswer(answer) ? answer : undefined;
  const page: EditorPage = { ...loaded, faults: edit?.faults ?? {}, typed: edit?.typed ?? {} };
  const { product, tab } = loaded;
  if (product === null)
    return (
      <>
        <p className="console-crumb">
          <a href="/admin/products">Products</a>
        </p>
        <h1>New product</h1>
        <EditNotices answer={edit} />
        <FactsTab {...page} />
      </>
    );
  return (
    <>
      <p className="console-crumb">
        <a href="/admin/products">Products</a>
      </p>
      <EditorHead product={product} mayEdit={loaded.mayEdit} />
      <nav className="console-tabs" aria-label="Parts of the product">
        <ul>
          {TABS.map((one) => (
            <li key={one.tab}>
              <a href={`?tab=${one.tab}`} aria-current={tab === one.tab ? 'page' : undefined}>
                {one.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <EditNotices answer={edit} />
      <Tab {...page} product={product} />
    </>
  );
}

function Tab(page: ProductTab) {
  switch (page.tab) {
    case 'facts':
      return <FactsTab {...page} />;
    case 'skus':
      return <SkusTab {...page} />;
    case 'stock':
      return <StockTab {...page} />;
    case 'pictures':
      return <PicturesTab {...page} />;
    case 'translations':
      return <TranslationsTab {...page} />;
    case 'specs':
      return <SpecsTab {...page} />;
    case 'history':
      return <ChangesTable changes={page.changes} />;
  }
}

function EditorHead({ product, mayEdit }: { product: ProductTab['product']; mayEdit: boolean }) {
  return (
    <div className="console-title">
      <h1>{product.texts[product.baseLocale]?.name ?? product.slug}</h1>
      <span className={`state-mark ${product.archived ? '' : 'state-champion'}`}>
        {product.archived ? 'archived' : 'active'}
      </span>
      {product.archived ? null : (
        <ButtonLink kind="quiet" small href={`/products/${product.slug}`}>
          See it in the shop
        </ButtonLink>
      )}
      {mayEdit ? (
        <form method="post">
          <Button
            kind={product.archived ? 'quiet' : 'danger'}
            small
            name="intent"
            value={product.archived ? 'restore' : 'archive'}
          >
            {product.archived ? 'Restore' : 'Archive'}
          </Button>
        </form>
      ) : null}
    </div>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { useActionData, useLoaderData, useSearchParams } from 'react-router';
import { Button } from '../../design/components/button.tsx';
import { Field, TextField } from '../../design/components/field.tsx';
import { count } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { answerEdit, unknownButton } from './answers.ts';
import type { CatalogConsole } from './catalog-console.ts';
import { nameOf } from './category-names.ts';
import { EditNotices } from './edit-notices.tsx';
import { textOf } from './form-fields.ts';
import { LOCALES } from './product-forms.ts';

const BACK = '/admin/collections';

/** The addresses of a collection's products in order, for a person to read and write. */
async function slugsOf({ getProduct }: CatalogConsole, ids: readonly string[]): Promise<string[]> {
  const products = await Promise.all(ids.slice(0, 500).map((id) => getProduct(id)));
  return products.flatMap((found) => found?.product.slug ?? []);
}

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  const edit = new URL(args.request.url).searchParams.get('edit');
  const collections = await console.catalog.desk.listCollections();
  const chosen = collections.find(({ id }) => id === edit);
  return {
    collections: collections.map(({ startsAt, endsAt, ...one }) => ({
      ...one,
      startsAt: day(startsAt),
      endsAt: day(endsAt),
    })),
    slugs: chosen === undefined ? [] : await slugsOf(console.catalog, chosen.productIds),
    mayEdit: roleMay(console.role, 'catalog.write'),
  };
}

const day = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? '';
const dateOf = (text: string) => (text === '' ? null : new Date(`${text}T00:00:00Z`));

/** The ids of addresses, SKU codes or names that mean one product each; what means none is named. */
async function productIdsOf({ desk }: CatalogConsole, text: string): Promise<{ ids: string[]; missing: string[] }> {
  const [ids, missing]: [string[], string[]] = [[], []];
  for (const word of text.split(/[\n,]/).flatMap((line) => line.trim().replaceAll('\0', '') || [])) {
    const { rows } = await desk.listProducts({ search: word, status: 'all' }, { sort: 'name', page: 1, perPage: 50 });
    const found = rows.find(({ slug }) => slug === word) ?? (rows.length === 1 ? rows[0] : undefined);
    if (found === undefined) missing.push(word);
    else if (!ids.includes(found.id)) ids.push(found.id);
  }
  return { ids, missing };
}

async function save(catalog: CatalogConsole, form: FormData) {
  const id = textOf(form, 'id') || null;
  const { ids, missing } = await productIdsOf(catalog, textOf(form, 'products'));
  if (missing.length > 0) {
    const message = `No product, or several, for: ${missing.slice(0, 10).join(', ')}. Write their addresses.`;
    return answerEdit(
      { ok: false, error: { code: 'catalog.invalid', faults: [{ path: 'products', message }] } },
      { form, back: BACK, done: 'Saved.' },
    );
  }
  const texts = Object.fromEntries(
    LOCALES.map(
      (locale) =>
        [locale, { name: textOf(form, `name.${locale}`), description: textOf(form, `description.${locale}`) }] as const,
    ).filter(([locale, { name }]) => name !== '' || locale === 'en'),
  );
  const draft = {
    slug: textOf(form, 'slug') || undefined,
    texts,
    startsAt: dateOf(textOf(form, 'startsAt')),
    endsAt: dateOf(textOf(form, 'endsAt')),
    productIds: ids,
  };
  const done = await catalog.editor.saveCollection({
    id,
    version: Number(textOf(form, 'version')) || undefined,
    draft,
  });
  return answerEdit(done, { form, back: done.ok ? `${BACK}?edit=${done.value.collection.id}` : BACK, done: 'Saved.' });
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const form = await args.request.formData();
  switch (textOf(form, 'intent')) {
    case 'save':
      return save(console.catalog, form);
    case 'delete':
      return answerEdit(await console.catalog.editor.deleteCollection(textOf(form, 'id')), {
        form,
        back: BACK,
        done: 'The collection is gone.',
      });
    default:
      return answerEdit(unknownButton, { form, back: BACK, done: 'Saved.' });
  }
}

export function meta() {
  return [{ title: 'Collections · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Collections() {
  const { collections, slugs, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const chosen = collections.find(({ id }) => id === search.get('edit')) ?? null;
  return (
    <>
      <h1>Collections</h1>
      <EditNotices answer={answer} />
      <div className="console-columns">
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Collections">
          <table className="grid-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Runs</th>
                <th scope="col" className="num">
                  Products
                </th>
              </tr>
            </thead>
            <tbody>
              {collections.map((one) => (
                <tr key={one.id} aria-current={one.id === chosen?.id ? 'true' : undefined}>
                  <th scope="row">
                    <a href={`${BACK}?edit=${one.id}`}>{nameOf(one)}</a>
                  </th>
                  <td className="tabular">
                    {one.startsAt === '' && one.endsAt === ''
                      ? 'always'
                      : `${one.startsAt || '…'} – ${one.endsAt || '…'}`}
                  </td>
                  <td className="num">{count(one.productIds.length)}</td>
                </tr>
              ))}
              {collections.length === 0 ? (
                <tr>
                  <td colSpan={3}>No collection yet. Make one beside.</td>
                </tr>
              ) : null}
            </tbody>
          </table>
        </div>
        {mayEdit ? (
          <CollectionForm
            key={chosen?.id ?? 'new'}
            collection={chosen}
            slugs={slugs}
            typed={answer?.typed ?? {}}
            faults={answer?.faults ?? {}}
          />
        ) : null}
      </div>
    </>
  );
}

function CollectionForm({
  collection,
  slugs,
  typed,
  faults,
}: {
  collection: Loaded['collections'][number] | null;
  slugs: readonly string[];
  typed: Readonly<Record<string, string>>;
  faults: Readonly<Record<string, string>>;
}) {
  const value = (name: string, stored: string | undefined) => typed[name] ?? stored ?? '';
  return (
    <form method="post" className="console-stack">
      <h2>{collection ? nameOf(collection) : 'New collection'}</h2>
      <input type="hidden" name="id" value={collection?.id ?? ''} />
      <input type="hidden" name="version" value={collection?.version ?? ''} />
      {LOCALES.map((locale) => (
        <Field
          key={locale}
          label={`Name (${locale})`}
          name={`name.${locale}`}
          lang={locale}
          defaultValue={value(`name.${locale}`, collection?.texts[locale]?.name)}
          error={faults[`name.${locale}`]}
        />
      ))}
      <Field
        label="Address"
        name="slug"
        defaultValue={value('slug', collection?.slug)}
        placeholder="made from the name"
        error={faults['slug']}
      />
      <div className="console-pair">
        <Field label="From" name="startsAt" type="date" defaultValue={value('startsAt', collection?.startsAt)} />
        <Field
          label="Until"
          name="endsAt"
          type="date"
          defaultValue={value('endsAt', collection?.endsAt)}
          error={faults['endsAt']}
        />
      </div>
      <TextField
        label="Products in order"
        name="products"
        rows={8}
        hint="Their addresses, SKU codes or names, one a line."
        defaultValue={value('products', slugs.join('\n'))}
        error={faults['products'] ?? faults['productIds']}
      />
      {LOCALES.map((locale) => (
        <TextField
          key={locale}
          label={`Description (${locale})`}
          name={`description.${locale}`}
          lang={locale}
          rows={2}
          defaultValue={value(`description.${locale}`, collection?.texts[locale]?.description)}
        />
      ))}
      <div className="console-tools">
        <Button small name="intent" value="save">
          {collection ? 'Save' : 'Make the collection'}
        </Button>
        {collection ? (
          <Button kind="danger" small name="intent" value="delete">
            Delete
          </Button>
        ) : null}
      </div>
    </form>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { useActionData, useLoaderData, useSearchParams } from 'react-router';
import { Button } from '../../design/components/button.tsx';
import { Field, Select, TextField } from '../../design/components/field.tsx';
import { count } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { answerEdit, unknownButton } from './answers.ts';
import { inTreeOrder, nameOf } from './category-names.ts';
import type { CatalogConsole } from './catalog-console.ts';
import { EditNotices } from './edit-notices.tsx';
import { textOf } from './form-fields.ts';
import { LOCALES } from './product-forms.ts';

const BACK = '/admin/categories';

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  const categories = inTreeOrder(await console.catalog.desk.listCategories());
  return { categories, mayEdit: roleMay(console.role, 'catalog.write') };
}

function textsOf(form: FormData, always: string) {
  const texts: Record<string, { name: string; description: string } | null> = {};
  for (const locale of LOCALES) {
    const [name, description] = [textOf(form, `name.${locale}`), textOf(form, `description.${locale}`)];
    if (name !== '' || locale === always) texts[locale] = { name, description };
    else texts[locale] = null;
  }
  return texts;
}

/** Moves a category one place up or down among its sisters. */
async function shift({ desk, editor }: CatalogConsole, id: string, by: number) {
  const all = await desk.listCategories();
  const one = all.find((category) => category.id === id);
  const ids = all
    .filter(({ parentId }) => one !== undefined && parentId === one.parentId)
    .map((category) => category.id);
  const at = ids.indexOf(id);
  const to = at + by;
  if (one === undefined || to < 0 || to >= ids.length) return { ok: true as const };
  ids.splice(at, 1);
  ids.splice(to, 0, id);
  return editor.sortCategories({ parentId: one.parentId, ids });
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const { editor } = console.catalog;
  const form = await args.request.formData();
  const id = textOf(form, 'id');
  const back = id === '' ? BACK : `${BACK}?edit=${id}`;
  switch (textOf(form, 'intent')) {
    case 'create': {
      const slug = textOf(form, 'slug') || undefined;
      const made = await editor.createCategory({
        slug,
        parentId: textOf(form, 'parentId') || null,
        texts: textsOf(form, 'en'),
      });
      return answerEdit(made, { form, back: BACK, done: 'The category is made.' });
    }
    case 'save': {
      const patch = {
        slug: textOf(form, 'slug'),
        parentId: textOf(form, 'parentId') || null,
        texts: textsOf(form, textOf(form, 'baseLocale')),
      };
      const done = await editor.updateCategory(id, { version: Number(textOf(form, 'version')) || 0, patch });
      return answerEdit(done, { form, back, done: 'Saved.' });
    }
    case 'earlier':
    case 'later':
      return answerEdit(await shift(console.catalog, id, textOf(form, 'intent') === 'earlier' ? -1 : 1), {
        form,
        back: BACK,
        done: 'Moved.',
      });
    case 'delete': {
      const deleted = await editor.deleteCategory(id, textOf(form, 'moveTo') || null);
      return answerEdit(deleted, { form, back: BACK, done: 'The category is gone.' });
    }
    default:
      return answerEdit(unknownButton, { form, back: BACK, done: 'Saved.' });
  }
}

export function meta() {
  return [{ title: 'Categories · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;
type Category = Loaded['categories'][number];

export default function Categories() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { categories, mayEdit } = loaded;
  const chosen = categories.find(({ id }) => id === (answer?.typed['id'] ?? search.get('edit')));
  const form = { categories, typed: answer?.typed ?? {}, faults: answer?.faults ?? {} };
  return (
    <>
      <h1>Categories</h1>
      <EditNotices answer={answer} />
      <div className="console-columns">
        <div className="table-scroll" tabIndex={0} role="region" aria-label="The tree of categories">
          <table className="grid-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Address</th>
                <th scope="col" className="num">
                  Products
                </th>
                <th scope="col">
                  <span className="hidden-text">Order</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {categories.map((category) => (
                <CategoryLine
                  key={category.id}
                  category={category}
                  mayEdit={mayEdit}
                  chosen={category.id === chosen?.id}
                />
              ))}
            </tbody>
          </table>
        </div>
        {mayEdit ? (
          <div className="console-stack">
            {chosen ? (
              <>
                <CategoryForm key={`${chosen.id} ${chosen.version}`} category={chosen} {...form} />
                <DeleteForm category={chosen} categories={categories} />
                <a className="link" href={BACK}>
                  Make a new one
                </a>
              </>
            ) : (
              <CategoryForm category={null} {...form} />
            )}
          </div>
        ) : null}
      </div>
    </>
  );
}

const depthClass = (depth: number) => `depth-${Math.min(5, depth)}`;

function CategoryLine({ category, mayEdit, chosen }: { category: Category; mayEdit: boolean; chosen: boolean }) {
  const name = nameOf(category);
  return (
    <tr aria-current={chosen ? 'true' : undefined}>
      <th scope="row" className={depthClass(category.depth)}>
        {mayEdit ? <a href={`${BACK}?edit=${category.id}`}>{name}</a> : name}
      </th>
      <td className="mono">{category.slug}</td>
      <td className="num">{count(category.products)}</td>
      <td className="whitespace-nowrap">
        {mayEdit ? (
          <form method="post" className="order-buttons">
            <input type="hidden" name="id" value={category.id} />
            <button name="intent" value="earlier" aria-label={`Move ${name} up`}>
              ↑
            </button>
            <button name="intent" value="later" aria-label={`Move ${name} down`}>
              ↓
            </button>
          </form>
        ) : null}
      </td>
    </tr>
  );
}

interface FormProps {
  category: Category | null;
  categories: readonly Category[];
  typed: Readonly<Record<string, string>>;
  faults: Readonly<Record<string, string>>;
}

function CategoryForm({ category, categories, typed, faults }: FormProps) {
  const value = (name: string, stored: string | null | undefined) => typed[name] ?? stored ?? '';
  return (
    <form method="post" className="console-stack">
      <h2>{category ? nameOf(category) : 'New category'}</h2>
      {category ? (
        <>
          <input type="hidden" name="id" value={category.id} />
          <input type="hidden" name="version" value={category.version} />
          <input type="hidden" name="baseLocale" value={category.baseLocale} />
        </>
      ) : null}
      {LOCALES.map((locale) => (
        <Field
          key={locale}
          label={`Name (${locale})`}
          name={`name.${locale}`}
          lang={locale}
          defaultValue={value(`name.${locale}`, category?.texts[locale]?.name)}
          error={faults[`name.${locale}`]}
        />
      ))}
      <Field
        label="Address"
        name="slug"
        defaultValue={value('slug', category?.slug)}
        placeholder="made from the name"
        error={faults['slug']}
      />
      <Select
        label="Stands below"
        name="parentId"
        defaultValue={value('parentId', category?.parentId)}
        choices={[
          { value: '', label: 'nothing: it is at the top' },
          ...categories.filter(({ id }) => id !== category?.id).map(({ id, path }) => ({ value: id, label: path })),
        ]}
        error={faults['parentId']}
      />
      {LOCALES.map((locale) => (
        <TextField
          key={locale}
          label={`Description (${locale})`}
          name={`description.${locale}`}
          lang={locale}
          rows={3}
          defaultValue={value(`description.${locale}`, category?.texts[locale]?.description)}
          error={faults[`description.${locale}`]}
        />
      ))}
      <div>
        <Button small name="intent" value={category ? 'save' : 'create'}>
          {category ? 'Save' : 'Make the category'}
        </Button>
      </div>
    </form>
  );
}

function DeleteForm({ category, categories }: { category: Category; categories: readonly Category[] }) {
  const needsPlace = category.products > 0 || category.children > 0;
  return (
    <form method="post" className="console-stack">
      <h2>Delete or merge</h2>
      <input type="hidden" name="id" value={category.id} />
      <Select
        label={
          needsPlace
            ? `Its ${count(category.products)} products and ${category.children} subcategories go to`
            : 'It is empty; its address may lead to'
        }
        name="moveTo"
        choices={[
          { value: '', label: needsPlace ? 'choose a category' : 'its parent' },
          ...categories.filter(({ id }) => id !== category.id).map(({ id, path }) => ({ value: id, label: path })),
        ]}
      />
      <div>
        <Button kind="danger" small name="intent" value="delete">
          Delete {nameOf(category)}
        </Button>
      </div>
    </form>
  );
}

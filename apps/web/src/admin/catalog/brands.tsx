import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { useActionData, useLoaderData } from 'react-router';
import { Button } from '../../design/components/button.tsx';
import { count } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { answerEdit, unknownButton } from './answers.ts';
import { EditNotices } from './edit-notices.tsx';
import { textOf } from './form-fields.ts';

const BACK = '/admin/brands';

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  return { brands: await console.catalog.desk.listBrands(), mayEdit: roleMay(console.role, 'catalog.write') };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const { editor } = console.catalog;
  const form = await args.request.formData();
  const id = textOf(form, 'id');
  const brand = { name: textOf(form, 'name'), slug: textOf(form, 'slug') || undefined };
  switch (textOf(form, 'intent')) {
    case 'create':
      return answerEdit(await editor.saveBrand({ id: null, ...brand }), {
        form,
        back: BACK,
        done: 'The brand is made.',
      });
    case 'save':
      return answerEdit(await editor.saveBrand({ id, version: Number(textOf(form, 'version')), ...brand }), {
        form,
        back: BACK,
        done: 'Saved.',
      });
    case 'delete':
      return answerEdit(await editor.deleteBrand(id, textOf(form, 'moveTo') || null), {
        form,
        back: BACK,
        done: 'The brand is gone.',
      });
    default:
      return answerEdit(unknownButton, { form, back: BACK, done: 'Saved.' });
  }
}

export function meta() {
  return [{ title: 'Brands · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Brands() {
  const { brands, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer?.typed ?? {};
  return (
    <>
      <h1>Brands</h1>
      <EditNotices answer={answer} />
      {mayEdit ? (
        <form method="post" className="fields-line">
          <label>
            New brand
            <input name="name" required maxLength={200} defaultValue={typed['id'] ? '' : typed['name']} />
          </label>
          <Button kind="quiet" small name="intent" value="create">
            Make it
          </Button>
        </form>
      ) : null}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Brands">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Address</th>
              <th scope="col" className="num">
                Products
              </th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {brands.map((brand) => (
              <tr key={brand.id}>
                <th scope="row">
                  <a href={`/admin/products?brand=${brand.id}`}>{brand.name}</a>
                </th>
                <td className="mono">{brand.slug}</td>
                <td className="num">{count(brand.products)}</td>
                <td>
                  {mayEdit ? (
                    <BrandForm brand={brand} brands={brands} typed={typed['id'] === brand.id ? typed : {}} />
                  ) : null}
                </td>
              </tr>
            ))}
            {brands.length === 0 ? (
              <tr>
                <td colSpan={4}>No brand yet.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Brand = ReturnType<typeof useLoaderData<typeof loader>>['brands'][number];

/** Renames a brand, or gives its products to another. */
function BrandForm({
  brand,
  brands,
  typed,
}: {
  brand: Brand;
  brands: readonly Brand[];
  typed: Readonly<Record<string, string>>;
}) {
  return (
    <details className="row-edit" open={typed['id'] !== undefined}>
      <summary>
        Change<span className="hidden-text"> {brand.name}</span>
      </summary>
      <form method="post" className="fields-line">
        <input type="hidden" name="id" value={brand.id} />
        <input type="hidden" name="version" value={brand.version} />
        <label>
          Name
          <input name="name" required defaultValue={typed['name'] ?? brand.name} />
        </label>
        <label>
          Address
          <input name="slug" defaultValue={typed['slug'] ?? brand.slug} />
        </label>
        <Button small name="intent" value="save">
          Save
        </Button>
        <label>
          {brand.products > 0 ? 'Its products go to' : 'Its address leads to'}
          <select name="moveTo">
            <option value="">{brand.products > 0 ? 'choose a brand' : 'nothing'}</option>
            {brands
              .filter(({ id }) => id !== brand.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </label>
        <Button kind="danger" small name="intent" value="delete">
          Delete
        </Button>
      </form>
    </details>
  );
}

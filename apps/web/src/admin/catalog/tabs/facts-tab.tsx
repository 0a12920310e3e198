import { Check, Field, Select, TextField } from '../../../design/components/field.tsx';
import type { EditorPage } from '../product-editor.tsx';
import { NewSkuLines } from './skus-tab.tsx';
import { TabForm } from './tab-form.tsx';

/** What a product is: its names, where it stands, its tags and dates; for a new one its first SKUs too. */
export function FactsTab(page: EditorPage) {
  const { product, typed, faults, brands, categories } = page;
  const locale = product?.baseLocale ?? 'en';
  const text = product?.texts[locale];
  const value = (name: string, stored: string | null | undefined) => typed[name] ?? stored ?? '';
  return (
    <TabForm page={page} intent="facts" label={product === null ? 'Make the product' : 'Save'}>
      <div className="console-columns">
        <div className="console-stack">
          <Field
            label={`Name (${locale})`}
            name="name"
            required
            defaultValue={value('name', text?.name)}
            error={faults[`name.${locale}`]}
          />
          <TextField
            label={`Description (${locale})`}
            name="description"
            rows={7}
            defaultValue={value('description', text?.description)}
            error={faults[`description.${locale}`]}
          />
          <Field
            label="Address"
            name="slug"
            defaultValue={value('slug', product?.slug)}
            placeholder="made from the name"
            hint={product === null ? undefined : 'The old address goes on leading here.'}
            error={faults['slug']}
          />
          <Field
            label="Tags"
            name="tags"
            defaultValue={value('tags', product?.tags.join(', '))}
            hint="Separated by commas."
            error={faults['tags']}
          />
        </div>
        <div className="console-stack">
          <Select
            label="Home category"
            name="categoryId"
            defaultValue={value('categoryId', product?.category.id)}
            choices={[
              ...(product === null ? [{ value: '', label: 'Choose one' }] : []),
              ...categories.map(({ id, path }) => ({ value: id, label: path })),
            ]}
            error={faults['categoryId']}
          />
          <Select
            label="Brand"
            name="brandId"
            defaultValue={value('brandId', product?.brand?.id)}
            choices={[{ value: '', label: 'None' }, ...brands.map(({ id, name }) => ({ value: id, label: name }))]}
            error={faults['brandId']}
          />
          <div className="console-pair">
            <Field label="Colour" name="color" defaultValue={value('color', product?.color)} error={faults['color']} />
            <Field
              label="Tint of the tile"
              name="tint"
              defaultValue={value('tint', product?.tint)}
              placeholder="#e8d5b0"
              error={faults['tint']}
            />
          </div>
          <Field
            label="First in the shop"
            name="firstAvailable"
            type="date"
            defaultValue={value('firstAvailable', product?.firstAvailable.toISOString().slice(0, 10))}
            error={faults['firstAvailable']}
          />
          <MoreShelves {...page} />
        </div>
      </div>
      {product === null ? (
        <>
          <h2>SKUs</h2>
          <NewSkuLines {...page} first />
        </>
      ) : null}
    </TabForm>
  );
}

/** The other shelves and the collections it belongs to. */
function MoreShelves({ product, categories, collections }: EditorPage) {
  const shelves = new Set(product?.categories.map(({ id }) => id));
  const joined = new Set(product?.collections.map(({ id }) => id));
  return (
    <>
      <details className="console-more">
        <summary>Other shelves it stands on ({Math.max(0, shelves.size - 1)})</summary>
        <div className="console-choices">
          {categories.map(({ id, path }) => (
            <Check key={id} label={path} name="categoryIds" value={id} defaultChecked={shelves.has(id)} />
          ))}
        </div>
      </details>
      <details className="console-more">
        <summary>Collections ({joined.size})</summary>
        <div className="console-choices">
          {collections.map(({ id, name }) => (
            <Check key={id} label={name} name="collectionIds" value={id} defaultChecked={joined.has(id)} />
          ))}
          {collections.length === 0 ? <p className="console-note">There is none yet.</p> : null}
        </div>
      </details>
    </>
  );
}

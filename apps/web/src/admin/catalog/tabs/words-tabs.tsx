import { Field, TextField } from '../../../design/components/field.tsx';
import { pairsText } from '../form-fields.ts';
import type { ProductTab } from '../product-editor.tsx';
import { LOCALES } from '../product-forms.ts';
import { TabForm } from './tab-form.tsx';

/** The product in the other languages; where there is none, visitors read its own. */
export function TranslationsTab(page: ProductTab) {
  const { product, typed, faults } = page;
  const own = product.texts[product.baseLocale];
  return (
    <TabForm page={page} intent="translations">
      {LOCALES.filter((locale) => locale !== product.baseLocale).map((locale) => (
        <div key={locale} className="console-columns">
          <div className="console-stack">
            <h2 lang="en">{product.baseLocale}</h2>
            <p lang={product.baseLocale}>
              <strong>{own?.name}</strong>
            </p>
            <p lang={product.baseLocale} className="prose-small">
              {own?.description}
            </p>
          </div>
          <div className="console-stack">
            <h2>{locale}</h2>
            <Field
              label={`Name (${locale})`}
              name={`name.${locale}`}
              lang={locale}
              defaultValue={typed[`name.${locale}`] ?? product.texts[locale]?.name ?? ''}
              error={faults[`name.${locale}`]}
            />
            <TextField
              label={`Description (${locale})`}
              name={`description.${locale}`}
              lang={locale}
              rows={8}
              defaultValue={typed[`description.${locale}`] ?? product.texts[locale]?.description ?? ''}
              error={faults[`description.${locale}`]}
            />
          </div>
        </div>
      ))}
    </TabForm>
  );
}

/** The table of specifications, a line each. */
export function SpecsTab(page: ProductTab) {
  const { product, typed, faults } = page;
  return (
    <TabForm page={page} intent="specs">
      <div className="console-columns">
        {LOCALES.map((locale) => (
          <TextField
            key={locale}
            label={`Specifications (${locale})`}
            name={`specs.${locale}`}
            lang={locale}
            rows={12}
            hint="One a line, such as Volume: 1.7 l."
            defaultValue={typed[`specs.${locale}`] ?? pairsText(product.specs[locale] ?? [])}
            error={faults[`specs.${locale}`]}
          />
        ))}
      </div>
    </TabForm>
  );
}

import type { CatalogChange } from '@vitrine/shop/catalog-editor';
import { stamp } from '../format.ts';

/** A change as it travels to the page. */
export type WiredChange = Omit<CatalogChange, 'changedAt' | 'fields'> & {
  changedAt: string;
  fields: { name: string; before: string; after: string }[];
};

const longest = 80;

function said(value: unknown): string {
  const text = value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** What the page says of a change. */
export function wireChange({ changedAt, fields, ...change }: CatalogChange): WiredChange {
  return {
    ...change,
    changedAt: changedAt.toISOString(),
    fields: Object.entries(fields)
      .slice(0, 12)
      .map(([name, [before, after]]) => ({
        name: name.replace(/^sku\.[0-9a-f-]{36}\./, 'SKU '),
        before: said(before),
        after: said(after),
      })),
  };
}

/** Who changed what, newest first. */
export function ChangesTable({ changes, named = false }: { changes: readonly WiredChange[]; named?: boolean }) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Changes, newest first">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">When (UTC)</th>
            <th scope="col">Who</th>
            {named ? <th scope="col">What</th> : null}
            <th scope="col">Did</th>
            <th scope="col">Fields</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id}>
              <td className="tabular whitespace-nowrap">{stamp(change.changedAt)}</td>
              <td>{change.actor}</td>
              {named ? (
                <td>
                  {change.kind === 'product' ? (
                    <a href={`/admin/products/${change.entityId}?tab=history`}>{change.label}</a>
                  ) : (
                    `${change.kind} ${change.label}`
                  )}
                </td>
              ) : null}
              <td>{change.action}</td>
              <td>
                {change.action === 'created' ? (
                  '–'
                ) : (
                  <ul className="change-list">
                    {change.fields.map(({ name, before, after }) => (
                      <li key={name}>
                        <strong>{name}</strong> <del>{before}</del> → <ins>{after}</ins>
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          ))}
          {changes.length === 0 ? (
            <tr>
              <td colSpan={named ? 5 : 4}>Nobody has changed anything yet.</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}

import { usePage } from '../../language/index.ts';

/** What a form found wrong, above it: each names its field and leads there. */
export function Faults({ errors }: { errors: Readonly<Record<string, string>> }) {
  const { t } = usePage();
  const faults = Object.entries(errors);
  if (faults.length === 0) return null;
  return (
    <div className="notice notice-error faults" role="alert" tabIndex={-1} id="faults">
      <div>
        <p className="faults-title">{t.checkout.faultsTitle(faults.length)}</p>
        <ul>
          {faults.map(([name, words]) => (
            <li key={name}>
              <a href={`#${name}`}>{words}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

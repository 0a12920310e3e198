import { usePage } from '../../language/index.ts';

/** What a form found wrong, above it, on every page that has one: each fault names its field and leads there; a `message` says what is about no field. */
export function Faults({
  errors,
  message = null,
}: {
  errors: Readonly<Record<string, string>>;
  message?: string | null | undefined;
}) {
  const { t } = usePage();
  const faults = Object.entries(errors);
  if (faults.length === 0 && message === null) return null;
  return (
    <div className="notice notice-error faults" role="alert" tabIndex={-1} id="faults">
      <div>
        {message === null ? <p className="faults-title">{t.checkout.faultsTitle(faults.length)}</p> : <p>{message}</p>}
        {faults.length > 0 ? (
          <ul>
            {faults.map(([name, words]) => (
              <li key={name}>
                <a href={`#${name}`}>{words}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

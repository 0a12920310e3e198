import { usePage } from '../../language/index.ts';
import type { Refused } from './fault-words.ts';

/** What a form found wrong, above it: each names its field and leads there. */
export function FormFaults({ refused }: { refused: Refused | undefined }) {
  const { t } = usePage();
  if (!refused) return null;
  const faults = Object.entries(refused.errors);
  if (refused.message === null && faults.length === 0) return null;
  return (
    <div className="notice notice-error faults" role="alert" id="faults">
      <div>
        {refused.message === null ? (
          <p className="faults-title">{faults.length === 1 ? t.account.fix : t.account.fixMany}</p>
        ) : (
          <p>{refused.message}</p>
        )}
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

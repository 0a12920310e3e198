import { useSearchParams } from 'react-router';
import { Notice } from '../../design/components/notice.tsx';
import { readDone } from '../done-sentences.ts';
import type { EditAnswer } from './edit-answer.ts';

/** Whether what came back is an edit that did not go through. */
export function isEditAnswer(value: unknown): value is EditAnswer {
  return typeof value === 'object' && value !== null && 'faults' in value && 'conflicts' in value;
}

function said(value: unknown): string {
  if (value === null || value === '') return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a form carries along and nobody typed. */
const carried: ReadonlySet<string> = new Set([
  'intent',
  'id',
  'version',
  'base',
  'baseLocale',
  'skuId',
  'expected',
  'batch',
  'token',
  'mediaId',
]);

/** Whether the page came back with something that a person wrote. */
function holdsTyped({ typed }: EditAnswer): boolean {
  return Object.entries(typed).some(([name, value]) => value !== '' && !carried.has(name));
}

/** What happened to the last edit: saved, or why not, with both values where two people met. */
export function EditNotices({ answer }: { answer: EditAnswer | undefined }) {
  const [search] = useSearchParams();
  const faults = Object.entries(answer?.faults ?? {});
  const done = readDone(search);
  if (answer === undefined) return done === null ? null : <Notice tone="done">{done}</Notice>;
  return (
    <div data-not-saved={holdsTyped(answer) ? '' : undefined}>
      <Notice tone="error">
        <p>{answer.message}</p>
        {faults.length > 0 ? (
          <ul className="notice-list">
            {faults.map(([field, message]) => (
              <li key={field}>
                {field === '' ? null : <strong>{field}: </strong>}
                {message}
              </li>
            ))}
          </ul>
        ) : null}
        {answer.conflicts.length > 0 ? (
          <table className="grid-table">
            <caption className="hidden-text">Fields that two people changed</caption>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">You wrote</th>
                <th scope="col">There now</th>
              </tr>
            </thead>
            <tbody>
              {answer.conflicts.map(({ field, yours, theirs }) => (
                <tr key={field}>
                  <th scope="row">{field}</th>
                  <td>{said(yours)}</td>
                  <td>{said(theirs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </Notice>
    </div>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { Button } from '../../design/components/button.tsx';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { answerEdit } from './answers.ts';
import { EditNotices } from './edit-notices.tsx';
import { textOf, typedOf } from './form-fields.ts';

const BACK = '/admin/synonyms';

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  return { pairs: await console.catalog.synonyms.list(), mayEdit: roleMay(console.role, 'catalog.write') };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const { synonyms } = console.catalog;
  const form = await args.request.formData();
  const pair = { term: textOf(form, 'term'), synonym: textOf(form, 'synonym') };
  if (textOf(form, 'intent') === 'remove') {
    await synonyms.remove(pair);
    return answerEdit({ ok: true }, { form, back: BACK, done: 'They mean different things again.' });
  }
  const added = await synonyms.add(pair);
  if (added.ok) return answerEdit(added, { form, back: BACK, done: 'From now on one finds the other.' });
  const { field, message } = added.error;
  return data(
    { message: 'Not saved yet.', faults: { [field]: message }, conflicts: [], typed: typedOf(form) },
    { status: 422 },
  );
}

export function meta() {
  return [{ title: 'Synonyms · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Synonyms() {
  const { pairs, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>Synonyms</h1>
      <p className="console-note">Words that mean the same in the search. Each finds the other.</p>
      <EditNotices answer={answer} />
      {mayEdit ? (
        <form method="post" className="fields-line">
          <label>
            Word
            <input name="term" required maxLength={80} defaultValue={answer?.typed['term']} />
          </label>
          <label>
            Means the same as
            <input name="synonym" required maxLength={80} defaultValue={answer?.typed['synonym']} />
          </label>
          <Button kind="quiet" small name="intent" value="add">
            Add
          </Button>
        </form>
      ) : null}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Synonyms">
        <table className="grid-table narrow-table">
          <thead>
            <tr>
              <th scope="col">Word</th>
              <th scope="col">Means the same as</th>
              <th scope="col">
                <span className="hidden-text">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ term, synonym }) => (
              <tr key={`${term} ${synonym}`}>
                <td>{term}</td>
                <td>{synonym}</td>
                <td>
                  {mayEdit ? (
                    <form method="post">
                      <input type="hidden" name="term" value={term} />
                      <input type="hidden" name="synonym" value={synonym} />
                      <Button kind="plain" small name="intent" value="remove">
                        Take away
                        <span className="hidden-text">
                          {' '}
                          {term} and {synonym}
                        </span>
                      </Button>
                    </form>
                  ) : null}
                </td>
              </tr>
            ))}
            {pairs.length === 0 ? (
              <tr>
                <td colSpan={3}>None yet. Try sofa and couch.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { useActionData, useLoaderData } from 'react-router';
import { Button } from '../../design/components/button.tsx';
import { count, stamp } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { answerEdit } from './answers.ts';
import { ChangesTable, wireChange } from './changes-table.tsx';
import { EditNotices } from './edit-notices.tsx';
import { textOf } from './form-fields.ts';

const SHOWN = 50;
const idForm = /^[0-9a-f-]{36}$/;

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  const { desk } = console.catalog;
  const { searchParams } = new URL(args.request.url);
  const id = (name: string) =>
    idForm.test(searchParams.get(name) ?? '') ? (searchParams.get(name) ?? undefined) : undefined;
  const [changes, batches] = await Promise.all([
    desk.listChanges({ limit: SHOWN, before: id('before'), batchId: id('batch') }),
    desk.listBatches(10),
  ]);
  return {
    changes: changes.map(wireChange),
    batches: batches.map(({ startedAt, undoneAt, ...batch }) => ({
      ...batch,
      startedAt: startedAt.toISOString(),
      undone: undoneAt !== null,
    })),
    next: changes.length === SHOWN ? (changes.at(-1)?.id ?? null) : null,
    batch: id('batch') ?? null,
    mayEdit: roleMay(console.role, 'catalog.write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const form = await args.request.formData();
  const undone = await console.catalog.editor.undoBulk(textOf(form, 'batch'));
  const { restored, skipped } = undone.ok ? undone.value : { restored: 0, skipped: 0 };
  const back = restored === 1 ? ('1 value is back' as const) : (`${restored} values are back` as const);
  const stay =
    skipped === 1 ? ('1 was changed since and stays' as const) : (`${skipped} were changed since and stay` as const);
  const done = skipped > 0 ? (`${back}; ${stay}.` as const) : (`${back}.` as const);
  return answerEdit(undone, { form, back: '/admin/changes', done });
}

export function meta() {
  return [{ title: 'Changes · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Changes() {
  const { changes, batches, next, batch, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>Changes</h1>
      <EditNotices answer={answer} />
      {batches.length === 0 ? null : (
        <>
          <h2>Many at once</h2>
          <div className="table-scroll" tabIndex={0} role="region" aria-label="Bulk edits and uploads">
            <table className="grid-table">
              <thead>
                <tr>
                  <th scope="col">When (UTC)</th>
                  <th scope="col">Who</th>
                  <th scope="col">What</th>
                  <th scope="col" className="num">
                    Products
                  </th>
                  <th scope="col">
                    <span className="hidden-text">Action</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {batches.map((one) => (
                  <tr key={one.id} aria-current={one.id === batch ? 'true' : undefined}>
                    <td className="tabular whitespace-nowrap">{stamp(one.startedAt)}</td>
                    <td>{one.actor}</td>
                    <td>
                      <a href={`/admin/changes?batch=${one.id}`}>{one.summary}</a>
                    </td>
                    <td className="num">{count(one.changes)}</td>
                    <td>
                      {one.undone ? 'undone' : null}
                      {mayEdit && !one.undone && one.changes > 0 ? (
                        <form method="post">
                          <input type="hidden" name="batch" value={one.id} />
                          <Button kind="quiet" small>
                            Undo<span className="hidden-text"> {one.summary}</span>
                          </Button>
                        </form>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <h2>{batch === null ? 'Everything' : 'This one'}</h2>
      <ChangesTable changes={changes} named />
      {next === null ? null : (
        <p>
          <a className="link" href={`/admin/changes?before=${next}${batch === null ? '' : `&batch=${batch}`}`}>
            Earlier changes
          </a>
        </p>
      )}
    </>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { Notice } from '../design/components/notice.tsx';
import { ChampionSection } from './champion-section.tsx';
import { count, stamp } from './format.ts';
import { requireConsole } from './require-console.ts';

/** What decides comes first; the rest of the report fills up. */
const FIRST_METRICS = ['ndcg@20', 'recall@20', 'hit-rate@20', 'lift@20', 'coverage'];

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'models.read');
  const [models, texts, champion] = await Promise.all([
    console.listModels(),
    console.describeTexts(),
    console.championNotes(),
  ]);
  const named = [...new Set(models.flatMap((model) => Object.keys(model.metrics)))];
  const metrics = [...FIRST_METRICS.filter((name) => named.includes(name)), ...named].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
  return { models, texts, champion, metrics: metrics.slice(0, 5) };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'models.write');
  const form = await args.request.formData();
  const version = String(form.get('version') ?? '');
  const intent = form.get('intent');
  if (intent === 'promote' && version !== '') {
    const outcome = await console.promoteModel(version);
    return data(outcome, { status: outcome.ok ? 200 : 409 });
  }
  if (intent === 'rollback') {
    const outcome = await console.rollbackModel();
    return data(outcome, { status: outcome.ok ? 200 : 409 });
  }
  return data({ ok: false as const, message: 'Choose “Promote” on a line, or “Roll back”.' }, { status: 400 });
}

export default function Models() {
  const { models, texts, champion, metrics } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <>
      <h1>Models</h1>
      {outcome ? <Notice tone={outcome.ok ? 'done' : 'error'}>{outcome.message}</Notice> : null}
      <div className="console-tools">
        <form method="post">
          <button className="button button-quiet button-small" name="intent" value="rollback">
            Roll back to the one before
          </button>
        </form>
        <p className="console-note">Every server takes the new model within a second; no request is dropped.</p>
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Model versions">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Model</th>
              <th scope="col">State</th>
              <th scope="col">Trained (UTC)</th>
              <th scope="col" className="num">
                Took, s
              </th>
              <th scope="col" className="num">
                Events
              </th>
              {metrics.map((metric) => (
                <th scope="col" className="num" key={metric}>
                  {metric}
                </th>
              ))}
              <th scope="col">
                <span className="hidden-text">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model.id}>
                <th scope="row" className="mono whitespace-nowrap">
                  {model.version}
                </th>
                <td>{model.name}</td>
                <td>
                  <span className={`state-mark state-${model.status}`}>{model.status}</span>
                  {model.whyFailed === null ? null : <p className="console-note">{model.whyFailed}</p>}
                </td>
                <td className="tabular whitespace-nowrap">{stamp(model.trainedAt)}</td>
                <td className="num">{model.trainingSeconds === null ? '–' : model.trainingSeconds.toFixed(1)}</td>
                <td className="num">{model.events === null ? '–' : count(model.events)}</td>
                {metrics.map((metric) => (
                  <td className="num" key={metric}>
                    {model.metrics[metric]?.toFixed(4) ?? '–'}
                  </td>
                ))}
                <td>
                  {model.status === 'champion' || model.status === 'failed' ? null : (
                    <form method="post">
                      <input type="hidden" name="version" value={model.version} />
                      <button className="button button-quiet button-small" name="intent" value="promote">
                        Promote<span className="hidden-text"> {model.version}</span>
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
            {models.length === 0 ? (
              <tr>
                <td colSpan={7 + metrics.length}>No model yet. Train one with “vitrine train”.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      {champion === null ? null : <ChampionSection notes={champion} />}
      <p className="console-note">What stands beside items that nobody has touched yet, by their texts: {texts}.</p>
    </>
  );
}

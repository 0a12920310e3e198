import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { Button, ButtonLink } from '../../design/components/button.tsx';
import { Notice } from '../../design/components/notice.tsx';
import { count, plural } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { textOf } from './form-fields.ts';

export function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  return { mayEdit: roleMay(console.role, 'catalog.write') };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const form = await args.request.formData();
  if (textOf(form, 'intent') === 'take') {
    const taken = await console.catalog.takeCsv(textOf(form, 'token'));
    return data({ ...taken, taken: true }, { status: taken.ok ? 200 : 422 });
  }
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0)
    return data({ ok: false as const, message: 'Choose a file of products.', taken: false }, { status: 422 });
  const checked = await console.catalog.checkCsv(file.stream() as unknown as AsyncIterable<Uint8Array>);
  return data({ ...checked, taken: false }, { status: checked.ok ? 200 : 422 });
}

export function meta() {
  return [{ title: 'Import and export · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Transfer() {
  const { mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>Import and export</h1>
      <div className="console-columns">
        <section className="console-stack" aria-labelledby="out">
          <h2 id="out">Out</h2>
          <p>
            All products as one table, a line for each SKU. Change it in a spreadsheet and send it back: lines that are
            as they were change nothing. Alt texts are in the columns alts_en, alts_de as picture=text; what the file
            did can be undone under <a href="/admin/changes">Changes</a>.
          </p>
          <p>
            <ButtonLink kind="quiet" small href="/api/catalog.csv" download="products.csv">
              Download products.csv
            </ButtonLink>
          </p>
        </section>
        {mayEdit ? (
          <form method="post" encType="multipart/form-data" className="console-stack">
            <h2>In</h2>
            <p>The same columns; slug and sku are needed, what is left out stays. First it is only looked at.</p>
            <div className="fields-line">
              <label>
                CSV file, UTF-8
                <input type="file" name="file" accept=".csv,text/csv" required />
              </label>
              <Button kind="quiet" small name="intent" value="check">
                Look at it
              </Button>
            </div>
          </form>
        ) : null}
      </div>
      {answer && !answer.ok ? <Notice tone="error">{answer.message}</Notice> : null}
      {answer?.ok ? <Report answer={answer} /> : null}
    </>
  );
}

type Answer = Extract<NonNullable<ReturnType<typeof useActionData<typeof action>>>, { ok: true }>;

function Report({ answer: { report, token, taken } }: { answer: Answer }) {
  const will = (done: string, planned: string) => (taken ? done : planned);
  return (
    <section aria-labelledby="report">
      <h2 id="report">{will('Taken in', 'What it would do')}</h2>
      <dl className="figures">
        <Figure name={will('made', 'new products')} value={report.created} />
        <Figure name={will('changed', 'to be changed')} value={report.updated} />
        <Figure name="as they were" value={report.unchanged} />
        <Figure name="refused" value={report.refused} />
      </dl>
      <div className="console-tools">
        {!taken && report.created + report.updated > 0 ? (
          <form method="post">
            <input type="hidden" name="token" value={token} />
            <Button small name="intent" value="take">
              Take in {count(report.created + report.updated)} {plural(report.created + report.updated, 'product')}
            </Button>
          </form>
        ) : null}
        {report.refused > 0 ? (
          <ButtonLink kind="quiet" small href={`/admin/transfer/refused.csv?token=${token}`} download="refused.csv">
            Download the refused lines with reasons
          </ButtonLink>
        ) : null}
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Verdicts">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col" className="num">
                Line
              </th>
              <th scope="col">Product</th>
              <th scope="col">Verdict</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {report.verdicts.map(({ line, slug, verdict, note, cells }) => (
              <tr key={`${line} ${slug}`}>
                <td className="num">{line}</td>
                <th scope="row">{slug}</th>
                <td>
                  <span className={`state-mark ${verdict === 'refused' ? 'state-failed' : 'state-champion'}`}>
                    {verdict}
                  </span>
                </td>
                <td>{cells.length === 0 ? note : <Cells cells={cells} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const shownCells = 8;

/** Each cell that changes, as it was and as it would be. */
function Cells({ cells }: { cells: Answer['report']['verdicts'][number]['cells'] }) {
  return (
    <ul className="change-list">
      {cells.slice(0, shownCells).map(({ line, column, before, after }) => (
        <li key={`${line} ${column}`}>
          <strong>{column}</strong> <del>{before === '' ? '–' : before}</del> → <ins>{after === '' ? '–' : after}</ins>
        </li>
      ))}
      {cells.length > shownCells ? <li>and {cells.length - shownCells} more</li> : null}
    </ul>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{count(value)}</dd>
    </div>
  );
}

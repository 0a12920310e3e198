import { ImportStopped } from '../import-outcome.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';
import { proposalProblem } from './column-map.ts';
import type { RowOfKind } from './judge-record.ts';
import type { ColumnMap } from './mapping-request.ts';
import { openTables, type GenericFormat } from './open-table.ts';
import { proposeMap } from './propose-map.ts';
import { fieldsOf } from './record-fields.ts';
import type { Reading, RowListener } from './read-rows.ts';
import type { Table } from './table.ts';
import { writers } from './write-records.ts';

function genericFormat(name: GenericFormat, describe: string): ImportFormat {
  return {
    name,
    describe,
    async run(run) {
      const tables = await openTables(name, run.paths, run.mapping.map ?? {});
      run.counts.files = tables.length;
      const map = chosenMap(tables, run);
      checkColumns(tables, map, name);
      noteWhatIsRead(tables, map, run);
      await importKind(map.kind, { tables, map, run });
    },
  };
}

/** Any delimited text with a column map. */
export const csv = genericFormat(
  'csv',
  'Your own CSV or TSV: columns are recognised or mapped (--map), any delimiter and encoding.',
);
/** Any file of one JSON object a line, with a column map. */
export const jsonl = genericFormat(
  'jsonl',
  'Your own JSON lines: fields, nested ones by dotted path, are recognised or mapped (--map).',
);
/** Any Parquet file, with a column map. */
export const parquet = genericFormat(
  'parquet',
  'Your own Parquet: columns, nested ones by dotted path, are recognised or mapped (--map).',
);

function chosenMap(tables: readonly Table[], run: ImportRun): ColumnMap {
  const [first] = tables;
  if (run.mapping.map) return run.mapping.map;
  if (!first) throw new Error('findSourceFiles answers at least one file');
  const proposal = proposeMap(first, { kind: run.mapping.kind });
  const { map, columns } = proposal;
  const problem = proposalProblem(proposal);
  if (problem === null) return map;
  const seen = columns
    .map(({ column }) => column)
    .slice(0, 30)
    .join(', ');
  const delimiter =
    first.dialect.delimiter === undefined ? '' : ` (fields parted by ${JSON.stringify(first.dialect.delimiter)})`;
  const message = `${first.path} looks like ${map.kind} with the columns ${seen}${delimiter}. ${problem} --propose shows what was recognised. Nothing was written.`;
  throw new ImportStopped({ code: 'import.wrong_map', message, file: first.path });
}

function checkColumns(tables: readonly Table[], map: ColumnMap, format: GenericFormat): void {
  const needed = new Set(fieldsOf[map.kind].filter((field) => field.needed).map(({ name }) => name));
  for (const table of tables) {
    const missing = Object.entries(map.columns).filter(([field, column]) => {
      // A field of JSON may be absent from the first rows and come later.
      const mayCome = format === 'jsonl' && !needed.has(field);
      return !mayCome && !table.columns.includes(column);
    });
    if (missing.length === 0) continue;
    const [[field = '', column = ''] = []] = missing;
    const twins = table.columns.filter((name) => name.replace(/#\d+$/, '') === column);
    const advice =
      twins.length > 1
        ? `the column stands there ${twins.length} times: write ${twins.join(' or ')}`
        : `it has ${table.columns.slice(0, 30).join(', ')}`;
    const message = `${table.path} has no column "${column}" for ${field}; ${advice}. Nothing was written.`;
    throw new ImportStopped({ code: 'import.wrong_columns', message, file: table.path });
  }
}

function noteWhatIsRead(tables: readonly Table[], map: ColumnMap, run: ImportRun): void {
  const pairs = Object.entries(map.columns).map(([field, column]) =>
    field === column ? field : `${field} from "${column}"`,
  );
  run.notes.push(`Read as ${map.kind}: ${pairs.join(', ')}.`);
  const used = new Set(Object.values(map.columns));
  const ignored = (tables[0]?.columns ?? []).filter((column) => !used.has(column));
  if (ignored.length > 0)
    run.notes.push(
      `Columns that were not taken: ${ignored.slice(0, 30).join(', ')}${ignored.length > 30 ? ' …' : ''}.`,
    );
  for (const table of tables) run.notes.push(...table.oddities);
}

async function importKind<Kind extends keyof RowOfKind>(
  kind: Kind,
  { tables, map, run }: { tables: readonly Table[]; map: ColumnMap; run: ImportRun },
): Promise<void> {
  const ground = {
    map,
    source: run.mapping.source ?? 'own',
    currency: run.mapping.currency ?? 'EUR',
    strangeTypes: new Map<string, number>(),
  };
  const reading: Reading<Kind> = { kind, map, tables, ground };
  const total = tables.reduce((sum, table) => sum + table.total, 0);
  const unit = tables[0]?.unit ?? 'bytes';
  const writer = writers[kind](reading, run);
  run.meter.begin('Reading and checking', total, unit);
  let good = 0;
  const checking: RowListener = {
    onRow: () => {
      run.counts.rows += 1;
      run.meter.advance(0, 1);
    },
    onProgress: (done) => run.meter.advance(done, 0),
    onReject: (reject) => run.rejects.add(reject),
  };
  for await (const count of writer.check(checking)) good += count;
  run.meter.end();
  if (good === 0) {
    const reasons = Object.entries(run.rejects.reasons)
      .slice(0, 3)
      .map(([reason, count]) => `${count} × ${reason}`)
      .join(', ');
    const first = tables[0]?.path ?? null;
    const message = `No row of ${first ?? 'the files'} can be taken (${reasons || 'there is none'}): check the map and the delimiter with --propose. Nothing was written.`;
    throw new ImportStopped({ code: 'import.empty', message, file: first });
  }
  for (const [word, count] of ground.strangeTypes)
    run.notes.push(
      `${count} events are of the type "${word}", which is not known: they go in as custom events. Add "types": {"${word}": "click"} to the map to say what they are.`,
    );
  if (!run.target) return;
  run.meter.begin(`Writing ${kind}`, total, unit);
  await writer.write(run.target, {
    onRow: () => run.meter.advance(0, 1),
    onProgress: (done) => run.meter.advance(done, 0),
    onReject: () => Promise.resolve(),
  });
  run.meter.end();
}

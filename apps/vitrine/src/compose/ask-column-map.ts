import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import {
  type ColumnMap,
  fieldsOf,
  type GenericFormat,
  ImportStopped,
  mapProblem,
  openTables,
  parseColumnMap,
  type Proposal,
  proposalJson,
  proposalProblem,
  proposeMap,
  type RecordKind,
  recordKinds,
  type Table,
} from '@vitrine/pipelines/ingest';
import { CommandError, exitStatus, type Shell } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';

/** What the command line said about the map. */
export interface MapWishes {
  readonly format: GenericFormat;
  readonly paths: readonly string[];
  /** A file, JSON, or `field=column,…`. */
  readonly map?: string | undefined;
  readonly kind?: RecordKind | undefined;
  /** Take the proposal without asking. */
  readonly yes: boolean;
  /** Only print the proposal. */
  readonly propose: boolean;
}

/**
 * The map to import with; null when it was only to be printed. On a terminal the proposal is shown and may be changed;
 * elsewhere a file without a map is not imported by guess. Throws {@link CommandError} with what to do.
 */
export async function askColumnMap(shell: Shell, wishes: MapWishes): Promise<ColumnMap | null> {
  const text = wishes.map === undefined ? null : await readMapText(wishes.map);
  const dialect = text?.trim().startsWith('{') ? dialectOf(text) : {};
  const table = await firstTable(wishes, dialect);
  const proposal = proposeMap(table, { kind: wishes.kind });
  if (text !== null) {
    const parsed = parseColumnMap(text, { ...proposal.map, ...dialect, columns: {} }, wishes.kind);
    if (!parsed.ok) throw new CommandError(`--map: ${parsed.message}`, exitStatus.usage);
    if (!wishes.propose) return parsed.map;
  }
  if (wishes.propose) {
    shell.stdout.write(`${JSON.stringify(proposalJson(proposal), null, 2)}\n`);
    return null;
  }
  if (wishes.yes) return accepted(proposal);
  if (shell.stdin?.isTTY !== true || shell.stderr.isTTY !== true) {
    shell.stdout.write(`${JSON.stringify(proposalJson(proposal), null, 2)}\n`);
    throw new CommandError(
      'Nothing was imported: this is what the columns are taken for. Save it and pass it with --map FILE, or add --yes to take it as it is.',
      exitStatus.usage,
    );
  }
  return talkOver(shell, { table, proposal });
}

async function readMapText(map: string): Promise<string> {
  if (map.trim().startsWith('{') || map.includes('=')) return map;
  try {
    return await readFile(map, 'utf8');
  } catch {
    throw new CommandError(
      `--map ${map} is neither a file that can be read nor field=column,… pairs.`,
      exitStatus.usage,
    );
  }
}

function dialectOf(text: string): { encoding?: string; delimiter?: string; header?: boolean } {
  try {
    const { encoding, delimiter, header } = JSON.parse(text) as Record<string, unknown>;
    return {
      ...(typeof encoding === 'string' ? { encoding } : {}),
      ...(typeof delimiter === 'string' ? { delimiter } : {}),
      ...(typeof header === 'boolean' ? { header } : {}),
    };
  } catch {
    return {};
  }
}

async function firstTable({ format, paths }: MapWishes, dialect: object): Promise<Table> {
  try {
    const [table] = await openTables(format, paths.slice(0, 1), dialect);
    if (table) return table;
  } catch (error) {
    if (error instanceof ImportStopped) throw new CommandError(error.message);
    throw error;
  }
  throw new CommandError('There is no file to read: name one.', exitStatus.usage);
}

function accepted(proposal: Proposal): ColumnMap {
  const problem = proposalProblem(proposal);
  if (problem !== null) throw new CommandError(problem, exitStatus.usage);
  return proposal.map;
}

const commands =
  'Enter imports it so. field=column changes a field, field= drops it, kind=orders takes other rows, ? lists the fields, q stops.';

async function talkOver(shell: Shell, found: { table: Table; proposal: Proposal }): Promise<ColumnMap> {
  const { stdin } = shell;
  if (stdin === undefined) throw new Error('nobody can be asked');
  const lines = createInterface({ input: stdin });
  const answers = lines[Symbol.asyncIterator]();
  let { proposal } = found;
  let { map } = proposal;
  try {
    show(shell, proposal, map);
    for (;;) {
      const answer = await ask(shell, answers);
      if (answer === 'q') throw new CommandError('Nothing was imported.');
      if (answer === '?') {
        shell.stderr.write(
          `${renderTable(
            ['field', 'meaning', ''],
            fieldsOf[map.kind].map(({ name, meaning, needed }) => [name, meaning, needed ? 'needed' : '']),
          )}\n`,
        );
        continue;
      }
      if (answer === '') {
        const problem = mapProblem(map);
        if (problem === null) return map;
        shell.stderr.write(`${problem}\n`);
        continue;
      }
      const changed = change(map, answer, found.table);
      if (typeof changed === 'string') {
        shell.stderr.write(`${changed}\n`);
        continue;
      }
      if (changed.kind !== map.kind) {
        proposal = proposeMap(found.table, { kind: changed.kind });
        ({ map } = proposal);
      } else map = changed;
      show(shell, proposal, map);
    }
  } finally {
    lines.close();
  }
}

/** The next answer; the end of the input and Ctrl-C stop. Lines that came early, such as pasted ones, wait their turn. */
async function ask(shell: Shell, answers: AsyncIterator<string>): Promise<string> {
  shell.stderr.write('> ');
  const stopped = new Promise<string>((resolve) => {
    shell.stopRequested.addEventListener('abort', () => resolve('q'), { once: true });
  });
  const next = answers.next().then(({ done, value }) => (done === true ? 'q' : String(value).trim()));
  return Promise.race([next, stopped]);
}

function change(map: ColumnMap, answer: string, table: Table): ColumnMap | string {
  const match = /^([\w.]+)\s*=\s*(.*)$/.exec(answer);
  if (!match) return commands;
  const [, field = '', value = ''] = match;
  if (field === 'kind')
    return recordKinds.includes(value as RecordKind)
      ? { ...map, kind: value as RecordKind }
      : `kind is one of ${recordKinds.join(', ')}.`;
  if (field === 'decimal' && (value === '.' || value === ',')) return { ...map, decimal: value };
  if (field === 'dateOrder' && (value === 'dmy' || value === 'mdy')) return { ...map, dateOrder: value };
  if (!fieldsOf[map.kind].some(({ name }) => name === field) && !field.startsWith('meta.'))
    return `${map.kind} have no field ${field}; ? lists them.`;
  if (value !== '' && !table.columns.includes(value))
    return `There is no column "${value}"; there are ${table.columns.join(', ')}.`;
  const others = Object.entries(map.columns).filter(([name, column]) => name !== field && column !== value);
  return { ...map, columns: Object.fromEntries(value === '' ? others : [...others, [field, value]]) };
}

function show(shell: Shell, proposal: Proposal, map: ColumnMap): void {
  const fieldOf = new Map(Object.entries(map.columns).map(([field, column]) => [column, field]));
  const rows = proposal.columns.map(({ column, field, confidence, reason, samples }) => {
    const now = fieldOf.get(column);
    const mine = now === field;
    return [
      column,
      samples.join(' · ').slice(0, 60),
      now ?? '–',
      mine && now !== undefined ? `${Math.round(confidence * 100)} %` : '',
      mine ? reason : 'as you said',
    ];
  });
  shell.stderr.write(
    `\nThese look like ${map.kind}.\n\n${renderTable(['column', 'for example', 'means', 'sure', 'because'], rows)}\n\n${[...proposal.doubts, mapProblem(map) ?? ''].filter(Boolean).join('\n')}\n${commands}\n`,
  );
}

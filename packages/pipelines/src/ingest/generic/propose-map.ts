import { detectDialect, eventWordShare, fits, lookAt, type ColumnFacts, type ValueDialect } from './column-values.ts';
import type { ColumnMap } from './mapping-request.ts';
import { fieldsOf, normaliseName, recordKinds, type RecordField, type RecordKind } from './record-fields.ts';
import type { Table } from './table.ts';

/** What a column is taken for, how sure that is (0 to 1), and why. */
export interface ProposedColumn {
  readonly column: string;
  readonly field: string | null;
  readonly confidence: number;
  readonly reason: string;
  readonly samples: readonly string[];
}

/** A map made from the file alone. */
export interface Proposal {
  readonly map: ColumnMap;
  /** Every column of the file, in its order. */
  readonly columns: readonly ProposedColumn[];
  /** Needed fields that no column could be. */
  readonly missing: readonly string[];
  /** Needed fields that are no more than a guess: nobody should import by them unasked. */
  readonly guessed: readonly string[];
  /** What a person should look at. */
  readonly doubts: readonly string[];
}

interface Match {
  readonly field: RecordField;
  readonly column: number;
  readonly confidence: number;
  readonly reason: string;
}

/** Guesses what a file's columns mean, from their names in several languages and from their values. */
export function proposeMap(table: Table, asked: { kind?: RecordKind | undefined } = {}): Proposal {
  const dialect = detectDialect(table.sample);
  const columns = table.columns.map((name, at) =>
    lookAt(
      name,
      table.sample.map((row) => row[at]),
      dialect,
    ),
  );
  const kinds = asked.kind === undefined ? recordKinds : [asked.kind];
  const guesses = kinds.map((kind) => ({ kind, matches: matchColumns(kind, columns, dialect) }));
  const best = guesses.reduce((left, right) => (worth(right) > worth(left) ? right : left));
  return toProposal(best, { table, columns, dialect });
}

/** How well a kind explains the columns: needed fields count double, missing ones cost. */
function worth({ kind, matches }: { kind: RecordKind; matches: readonly Match[] }): number {
  const found = new Map(matches.map((match) => [match.field.name, match.confidence]));
  let sum = 0;
  for (const field of fieldsOf[kind]) {
    const confidence = found.get(field.name);
    if (confidence !== undefined) sum += confidence * (field.needed ? 2 : 1);
    else if (field.needed) sum -= 3;
  }
  return sum;
}

function matchColumns(kind: RecordKind, columns: readonly ColumnFacts[], dialect: ValueDialect): Match[] {
  const candidates = fieldsOf[kind].flatMap((field) =>
    columns.flatMap((facts, column) => {
      const judged = judge(field, facts, dialect);
      return judged === null ? [] : [{ field, column, ...judged }];
    }),
  );
  candidates.sort((left, right) => right.confidence - left.confidence || left.column - right.column);
  const taken: Match[] = [];
  for (const match of candidates) {
    if (taken.some((other) => other.field === match.field || other.column === match.column)) continue;
    taken.push(match);
  }
  return standIn(kind, taken);
}

/** Where one number is missing another does: a SKU is a product of its own, a visit is a visitor. */
const standIns: Readonly<Partial<Record<RecordKind, readonly [needed: string, instead: string]>>> = {
  products: ['item_id', 'sku'],
  events: ['user_id', 'session_id'],
};

function standIn(kind: RecordKind, taken: readonly Match[]): Match[] {
  const [needed, instead] = standIns[kind] ?? [];
  const field = fieldsOf[kind].find(({ name }) => name === needed);
  if (!field || taken.some((match) => match.field === field)) return [...taken];
  return taken.map((match) =>
    match.field.name === instead
      ? {
          ...match,
          field,
          confidence: round(match.confidence * 0.8),
          reason: `${match.reason}; there is no ${needed}, so it stands in`,
        }
      : match,
  );
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function judge(
  field: RecordField,
  facts: ColumnFacts,
  dialect: ValueDialect,
): { confidence: number; reason: string } | null {
  const share = facts.filled.length === 0 ? 0.5 : fits(field.form, facts.filled, dialect);
  const named = nameScore(field, facts.name);
  // A needed field that is named so is it, even if its values are wrong: then its rows are refused with the reason.
  if (share < 0.5 && !(field.needed && named.score >= 0.9)) return null;
  if (named.score > 0) {
    const values =
      facts.filled.length === 0
        ? 'the column is empty so far'
        : share === 1
          ? `its values fit (${facts.words})`
          : `${percent(share)} of its values fit`;
    return { confidence: round(named.score * (0.4 + 0.6 * share)), reason: `${named.reason}, and ${values}` };
  }
  return byValues(field, facts, share);
}

const round = (value: number) => Math.round(value * 100) / 100;

function nameScore(field: RecordField, column: string): { score: number; reason: string } {
  const name = normaliseName(column.includes('.') ? (column.split('.').at(-1) ?? column) : column);
  if (name === field.name) return { score: 1, reason: `is called ${field.name}` };
  const at = field.spellings.indexOf(name);
  const joined = field.spellings.indexOf(name.replaceAll('_', ''));
  if (at >= 0 || joined >= 0) {
    // Words near the end of a list, such as "date" or "id", are the less telling ones.
    const rank = (at >= 0 ? at : joined) / Math.max(1, field.spellings.length);
    return {
      score: 0.96 - 0.08 * rank - (['id', 'nr', 'code', 'nummer', 'text', 'note'].includes(name) ? 0.2 : 0),
      reason: `"${column}" is a usual name for ${field.name}`,
    };
  }
  const tokens = name.split('_');
  const telling = [field.name, ...field.spellings].find(
    (spelling) => spelling.length >= 4 && !spelling.includes('_') && tokens.includes(spelling),
  );
  if (telling !== undefined) return { score: 0.6, reason: `"${column}" holds the word ${telling}` };
  return { score: 0, reason: '' };
}

/** Without a telling name only values that can hardly be anything else count. */
function byValues(
  field: RecordField,
  facts: ColumnFacts,
  share: number,
): { confidence: number; reason: string } | null {
  if (facts.filled.length === 0 || share < 0.95) return null;
  const anonymous = /^column\d+$/.test(facts.name);
  if (field.form === 'email') return { confidence: 0.85, reason: 'its values are e-mail addresses' };
  if (field.form === 'type' && eventWordShare(facts.filled) >= 0.9)
    return { confidence: 0.8, reason: 'its values are words for interactions' };
  if (field.form === 'time' && field.needed)
    return { confidence: anonymous ? 0.6 : 0.45, reason: 'its values are times' };
  if (field.name === 'image_url' && facts.filled.every((text) => /\.(jpe?g|png|webp|avif|gif)(\?|$)/i.test(text)))
    return { confidence: 0.75, reason: 'its values are addresses of pictures' };
  if (
    field.form === 'money' &&
    field.needed &&
    facts.filled.filter((text) => /[€$£¥]/.test(text)).length > facts.filled.length / 2
  )
    return { confidence: 0.7, reason: 'its values carry currency signs' };
  if (field.form === 'id' && field.needed && anonymous && !facts.words.startsWith('times'))
    return { confidence: 0.3, reason: 'an unnamed column that could number something' };
  return null;
}

interface Seen {
  readonly table: Table;
  readonly columns: readonly ColumnFacts[];
  readonly dialect: ValueDialect & { readonly orderSeen: boolean };
}

function toProposal(
  { kind, matches }: { kind: RecordKind; matches: readonly Match[] },
  { table, columns, dialect }: Seen,
): Proposal {
  const order = fieldsOf[kind].map((field) => field.name);
  const sorted = [...matches].sort((left, right) => order.indexOf(left.field.name) - order.indexOf(right.field.name));
  const doubts: string[] = [];
  const missing = fieldsOf[kind]
    .filter((field) => field.needed && !matches.some((match) => match.field === field))
    .map((field) => field.name);
  for (const { field, column, confidence } of sorted)
    if (confidence < 0.6)
      doubts.push(`"${columns[column]?.name}" as ${field.name} is a guess (${percent(confidence)}).`);
  const slashed = columns.some(({ filled }) =>
    filled.slice(0, 50).some((text) => /^\d{1,2}\/\d{1,2}\/\d{2,4}/.test(text)),
  );
  if (slashed && !dialect.orderSeen)
    doubts.push(`Dates like 03/04/2026 are read as day/month: set "dateOrder" to "mdy" if the month comes first.`);
  return {
    map: {
      ...table.dialect,
      kind,
      columns: Object.fromEntries(sorted.map(({ field, column }) => [field.name, columns[column]?.name ?? ''])),
      constants: {},
      dateOrder: dialect.dateOrder,
      decimal: dialect.decimal,
      types: {},
    },
    columns: columns.map((facts, at) => {
      const match = matches.find(({ column }) => column === at);
      return {
        column: facts.name,
        field: match?.field.name ?? null,
        confidence: match?.confidence ?? 0,
        reason: match?.reason ?? `no ${kind} field has such a name or such values (${facts.words})`,
        samples: facts.samples.map((text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)),
      };
    }),
    missing,
    guessed: sorted.filter(({ field, confidence }) => field.needed && confidence < 0.35).map(({ field }) => field.name),
    doubts,
  };
}

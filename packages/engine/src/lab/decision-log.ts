import { decimalOf } from '../lines/decimal.ts';
import { LineFormatError } from '../lines/line-error.ts';
import { LineReader } from '../lines/line-reader.ts';

/** Longest line that is still read as data. */
const maxLineLength = 65_536;

const needed = ['action', 'propensity', 'reward'] as const;
const optional = ['context', 'target', 'predicted', 'predicted_target'] as const;
type Column = (typeof needed)[number] | (typeof optional)[number];

/** A line that breaks the log's format. */
export class DecisionFormatError extends LineFormatError<Column> {
  override readonly name = 'DecisionFormatError';
  readonly code = 'lab.log_malformed';
}

/** Logged decisions as parallel columns. */
export interface DecisionLog {
  /** Whom or what was decided for, as an index; all 0 where the file has no contexts. */
  readonly contexts: Int32Array;
  readonly actions: Int32Array;
  readonly contextIds: readonly string[];
  readonly actionIds: readonly string[];
  /** Probability with which the logged action was chosen, above 0 and at most 1. */
  readonly propensities: Float64Array;
  readonly rewards: Float64Array;
  /** Probability of the same action under the policy to judge, 0 to 1; null where the file has no such column. */
  readonly targets: Float64Array | null;
  /** A reward model's guess for the action, and for what the policy would do; null where the file lacks one of the two. */
  readonly predicted: Float64Array | null;
  readonly predictedTargets: Float64Array | null;
}

/** Reads a log in pieces of any size. */
export interface DecisionReader {
  readonly lines: number;
  /** @throws DecisionFormatError at the first line that is wrong. */
  push(chunk: string): void;
  /** @throws DecisionFormatError when the last line is wrong or nothing was read. */
  finish(): DecisionLog;
}

/**
 * A reader of tab-separated text whose first line names its columns: action, propensity, reward, and, where there are, context, target (probability
 * of the action under the policy to judge), predicted and predicted_target (a reward model's guesses for the action and for the policy).
 */
export function createDecisionReader(): DecisionReader {
  const columns = new Map<Column, number[]>();
  const ids = { context: new IdList(), action: new IdList() };
  let header: readonly Column[] | null = null;
  let rows = 0;
  const take = (line: string, lineNumber: number): void => {
    if (line === '') return;
    const fields = line.split('\t');
    if (header === null) {
      header = readHeader(fields, lineNumber);
      for (const name of header) columns.set(name, []);
      return;
    }
    if (fields.length !== header.length) {
      throw new DecisionFormatError(
        lineNumber,
        'row',
        `has ${fields.length} fields, the first line names ${header.length}; give every line the same`,
      );
    }
    header.forEach((name, at) => {
      const field = fields[at];
      const isId = name === 'context' || name === 'action';
      columns
        .get(name)
        ?.push(isId ? ids[name].indexOf(nonEmpty(field, name, lineNumber)) : parseValue(field, name, lineNumber));
    });
    rows++;
  };
  const lines = new LineReader({ longest: maxLineLength, take, malformed: DecisionFormatError });
  return {
    get lines() {
      return lines.lines;
    },
    push: (chunk) => lines.push(chunk),
    finish() {
      lines.finish();
      if (rows === 0) throw new DecisionFormatError(0, 'row', `the file holds no decision; ${howToWrite}`);
      return columnsOf(columns, { contextIds: ids.context.ids, actionIds: ids.action.ids }, rows);
    },
  };
}

function columnsOf(
  columns: ReadonlyMap<Column, readonly number[]>,
  ids: Pick<DecisionLog, 'contextIds' | 'actionIds'>,
  rows: number,
): DecisionLog {
  const numbers = (name: Column): Float64Array | null => {
    const values = columns.get(name);
    return values === undefined ? null : Float64Array.from(values);
  };
  const both = columns.has('predicted') && columns.has('predicted_target');
  return {
    contexts: Int32Array.from(columns.get('context') ?? new Int32Array(rows)),
    actions: Int32Array.from(columns.get('action') ?? []),
    contextIds: columns.has('context') ? ids.contextIds : [''],
    actionIds: ids.actionIds,
    propensities: numbers('propensity') ?? new Float64Array(0),
    rewards: numbers('reward') ?? new Float64Array(0),
    targets: numbers('target'),
    predicted: both ? numbers('predicted') : null,
    predictedTargets: both ? numbers('predicted_target') : null,
  };
}

const howToWrite = `begin with a line that names tab-separated columns: ${needed.join(', ')} and, where there are, ${optional.join(', ')}`;

function readHeader(fields: readonly string[], line: number): Column[] {
  const known: readonly string[] = [...needed, ...optional];
  const names = fields.map((field) => field.trim().toLowerCase());
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined)
    throw new DecisionFormatError(line, 'row', `"${strange.slice(0, 40)}" is no column of a log; ${howToWrite}`);
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) throw new DecisionFormatError(line, missing, `the column is missing; ${howToWrite}`);
  if (new Set(names).size < names.length)
    throw new DecisionFormatError(line, 'row', 'names a column twice; name each once');
  return names.map((name) => known.indexOf(name)).map((at) => [...needed, ...optional][at]);
}

function nonEmpty(text: string, field: Column, line: number): string {
  if (text === '') throw new DecisionFormatError(line, field, 'is empty; give every decision one');
  return text;
}

function parseValue(text: string, field: Column, line: number): number {
  const value = decimalOf(text);
  const isProbability = field === 'propensity' || field === 'target';
  const fits = isProbability ? value >= 0 && value <= 1 && (field === 'target' || value > 0) : Number.isFinite(value);
  if (fits) return value;
  const must = !isProbability ? 'a finite number' : field === 'target' ? 'from 0 to 1' : 'above 0 and at most 1';
  throw new DecisionFormatError(line, field, `"${text.slice(0, 40)}" is not ${must}; correct it`);
}

class IdList {
  readonly ids: string[] = [];
  readonly #indices = new Map<string, number>();

  indexOf(id: string): number {
    const known = this.#indices.get(id);
    if (known !== undefined) return known;
    this.#indices.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }
}

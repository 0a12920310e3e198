import type { ImportRun } from '../import-run.ts';
import type { Behaviour, BehaviourSource, ItemFacts, PriceRange, Reading } from './behaviour.ts';
import { keepText } from '../reading/read-lines.ts';
import { readTable } from '../reading/row-batches.ts';

/** What the first pass learned. Memory grows with things and people, not with rows. */
export interface Survey {
  readonly items: Map<string, ItemFacts>;
  /** When each person was first seen, in milliseconds. */
  readonly people: Map<string, number>;
  readonly prices: PriceRange;
  readonly skipped: ReadonlyMap<string, number>;
  readonly behaviours: number;
}

/** Everything the source tells, batch by batch. `onReading` hears of each row that makes no behaviour. */
export async function* readBehaviours(
  source: BehaviourSource,
  run: ImportRun,
  onReading: (file: string, reading: Exclude<Reading, { ok: true }>) => Promise<void> | void,
): AsyncGenerator<Behaviour[]> {
  for (const table of source.tables) {
    const read = source.reader(table);
    for await (const rows of readTable(table, (bytes) => run.meter.advance(bytes, 0))) {
      const behaviours: Behaviour[] = [];
      for (const row of rows) {
        const found: Reading | readonly Reading[] = row.fault
          ? { ok: false, line: row.line, ...row.fault, row: row.fields }
          : read(row);
        for (const reading of Array.isArray(found) ? (found as readonly Reading[]) : [found as Reading]) {
          if (reading.ok === true) behaviours.push(reading.behaviour);
          else {
            const told = onReading(table.file.path, reading);
            if (told) await told;
          }
        }
      }
      run.meter.advance(0, rows.length);
      yield behaviours;
    }
  }
}

/** Reads and checks everything, writes nothing. Rejects go to their file here, and only here. */
export async function surveySource(source: BehaviourSource, run: ImportRun): Promise<Survey> {
  const items = new Map<string, ItemFacts>();
  const people = new Map<string, number>();
  const prices: PriceRange = { max: 0, hasFractions: false };
  const skipped = new Map<string, number>();
  let behaviours = 0;
  const onReading = (file: string, reading: Exclude<Reading, { ok: true }>) => {
    if (reading.ok === null) {
      skipped.set(reading.words, (skipped.get(reading.words) ?? 0) + 1);
      return;
    }
    const { line, field, reason, message, row } = reading;
    return run.rejects.add({ file, line, field, reason, message, row });
  };
  for await (const batch of readBehaviours(source, countingRows(run), onReading)) {
    behaviours += batch.length;
    for (const behaviour of batch) {
      learnItem(items, behaviour);
      learnPrice(prices, behaviour.price);
      const first = people.get(behaviour.person);
      if (first === undefined) people.set(keepText(behaviour.person), behaviour.atMs);
      else if (behaviour.atMs < first) people.set(behaviour.person, behaviour.atMs);
    }
  }
  return { items, people, prices, skipped, behaviours };
}

/** The run, with a meter that also counts the rows of the report. */
function countingRows(run: ImportRun): ImportRun {
  const meter = Object.create(run.meter) as ImportRun['meter'];
  meter.advance = (done, rows) => {
    run.counts.rows += rows;
    run.meter.advance(done, rows);
  };
  return { ...run, meter };
}

function learnItem(items: Map<string, ItemFacts>, behaviour: Behaviour): void {
  const { item, atMs, price } = behaviour;
  let facts = items.get(item);
  if (!facts) {
    facts = { firstMs: atMs, lastMs: atMs, price: null, priceMs: 0, category: '', brand: '' };
    items.set(keepText(item), facts);
  }
  if (atMs < facts.firstMs) facts.firstMs = atMs;
  if (atMs > facts.lastMs) facts.lastMs = atMs;
  if (price !== null && atMs >= facts.priceMs) {
    facts.price = price;
    facts.priceMs = atMs;
  }
  // The fullest word wins: codes of categories come and go in logs.
  if (behaviour.category.length > facts.category.length) facts.category = keepText(behaviour.category);
  if (facts.brand === '' && behaviour.brand !== '') facts.brand = keepText(behaviour.brand);
}

function learnPrice(prices: PriceRange, price: number | null): void {
  if (price === null) return;
  if (price > prices.max) prices.max = price;
  if (!Number.isInteger(price)) prices.hasFractions = true;
}

import type { EventInput } from '@vitrine/recsys';
import type { ShopCustomer, ShopReview } from '@vitrine/shop/loading';
import { bytesOf } from '../reading/find-tables.ts';
import { ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { LatestReviews } from '../writing/latest-reviews.ts';
import { noteUnpriced } from '../writing/note-unpriced.ts';
import { plainLine, plainText } from '../values/read-html.ts';
import { RecordWriter, type Placed } from '../writing/record-writer.ts';
import { composeProduct } from './compose-product.ts';
import type { ProductFacts, ReviewFacts, ReviewLayout } from './facts.ts';
import { findReviewFiles, readFacts, type ReviewFiles } from './read-facts.ts';

const batchRows = 2000;
const perLine = 4096;

/** What the first pass learned. Memory grows with products, people and pairs of them, not with the texts. */
interface Survey {
  readonly files: ReviewFiles;
  /** Product to where it first stands. */
  readonly products: Map<string, string>;
  readonly latest: LatestReviews;
  /** Milliseconds of the first review of each. */
  readonly firstOfCustomer: Map<string, number>;
  readonly firstOfProduct: Map<string, number>;
  unnamed: number;
  unpriced: number;
  unverified: number;
}

/**
 * Imports products and reviews of a layout in two passes: the first reads and checks everything and settles which review of
 * a customer and product is the latest, the second writes. Files with reviews only make bare products, files with products
 * only make a shop without reviews.
 */
export async function importReviews(run: ImportRun, layout: ReviewLayout): Promise<void> {
  const files = await findReviewFiles(run, layout);
  const survey = await surveyFiles(run, layout, files);
  note(run, survey);
  if (!run.target) return;
  const writer = new RecordWriter(run, run.target);
  run.meter.begin('Writing products', bytesOf(files.products), 'bytes');
  await writeProducts(run, layout, { survey, writer });
  run.meter.end();
  run.meter.begin('Writing customers', survey.firstOfCustomer.size, 'rows');
  await writeCustomers(layout.source, survey, writer);
  run.meter.end();
  run.meter.begin('Writing reviews and events', bytesOf(files.reviews), 'bytes');
  await writeReviews(run, layout, { survey, writer });
  run.meter.end();
}

async function surveyFiles(run: ImportRun, layout: ReviewLayout, files: ReviewFiles): Promise<Survey> {
  const survey: Survey = {
    files,
    products: new Map(),
    latest: new LatestReviews(),
    firstOfCustomer: new Map(),
    firstOfProduct: new Map(),
    unnamed: 0,
    unpriced: 0,
    unverified: 0,
  };
  run.meter.begin('Reading and checking', bytesOf([...files.products, ...files.reviews]), 'bytes');
  await surveyProducts(run, layout, survey);
  await surveyReviews(run, layout, survey);
  run.meter.end();
  if (survey.products.size === 0 && survey.latest.size === 0) {
    const message = 'Nothing in the source is a product or a review that can be taken: look at the rejects file.';
    throw new ImportStopped({ code: 'import.empty', message, file: run.paths[0] ?? null });
  }
  return survey;
}

async function surveyProducts(run: ImportRun, layout: ReviewLayout, survey: Survey): Promise<void> {
  for (const file of survey.files.products) {
    // A file of both names a product with each of its reviews.
    const repeats = survey.files.reviews.includes(file);
    for await (const { line, facts } of readFacts(file, {
      run,
      layout,
      role: 'products',
      reporting: true,
      counting: true,
    })) {
      const before = survey.products.get(facts.id);
      if (before === undefined) {
        survey.products.set(facts.id, `${file.path}:${line}`);
        if (facts.name === '') survey.unnamed += 1;
        if (facts.priceMinor === null) survey.unpriced += 1;
      } else if (!repeats) {
        const message = `${facts.id} stands in ${before}`;
        await run.rejects.add({ file: file.path, line, field: 'asin', reason: 'repeated-row', message });
      }
    }
  }
}

async function surveyReviews(run: ImportRun, layout: ReviewLayout, survey: Survey): Promise<void> {
  const known = survey.files.products.length > 0;
  for (const [index, file] of survey.files.reviews.entries()) {
    const counting = !survey.files.products.includes(file);
    const pass = { run, layout, role: 'reviews', reporting: true, counting } as const;
    for await (const { line, nth, facts } of readFacts(file, pass)) {
      if (known && !survey.products.has(facts.product)) {
        const message = `${facts.product} is in no file of products`;
        await run.rejects.add({ file: file.path, line, field: 'asin', reason: 'unknown-product', message });
        continue;
      }
      const atMs = facts.at.getTime();
      const loser = survey.latest.enter(pairOf(facts), { atMs, file: index, line: line * perLine + nth });
      if (facts.verified !== true && loser === null) survey.unverified += 1;
      earliest(survey.firstOfCustomer, facts.customer, atMs);
      earliest(survey.firstOfProduct, facts.product, atMs);
      if (loser === null) continue;
      const message = `${facts.customer} reviewed ${facts.product} again later: the latest review counts`;
      const place = {
        file: survey.files.reviews[loser.file]?.path ?? file.path,
        line: Math.floor(loser.line / perLine),
      };
      await run.rejects.add({ ...place, field: 'reviewerID', reason: 'earlier-review', message });
    }
  }
}

const pairOf = (facts: ReviewFacts) => `${facts.customer}:${facts.product}`;

function earliest(first: Map<string, number>, key: string, atMs: number): void {
  const before = first.get(key);
  if (before === undefined || atMs < before) first.set(key, atMs);
}

function note(run: ImportRun, survey: Survey): void {
  if (survey.files.products.length === 0) {
    run.notes.push(
      'There is no file of products: each product is called by its id, without a price and in one category.',
    );
  }
  noteUnpriced(run, survey.unpriced, survey.products.size);
  if (survey.unnamed > 0) run.notes.push(`${survey.unnamed} products have no title: called by their id.`);
  run.notes.push(
    `${survey.latest.size} reviews by ${survey.firstOfCustomer.size} people, known by their ids: names are never read. A verified review is also a purchase event, the ${survey.unverified} others are clicks.`,
    'Stock is set to 100, prices are in USD.',
  );
}

interface Writing {
  readonly survey: Survey;
  readonly writer: RecordWriter;
}

async function writeProducts(run: ImportRun, layout: ReviewLayout, { survey, writer }: Writing): Promise<void> {
  const composing = { run, layout, firstReview: survey.firstOfProduct };
  let batch: Parameters<RecordWriter['writeProducts']>[0][number][] = [];
  const done = new Set<string>();
  const silently = { run, layout, reporting: false, counting: false };
  const flush = async () => {
    await writer.writeProducts(batch);
    batch = [];
  };
  for (const file of survey.files.products) {
    for await (const { line, facts } of readFacts(file, { ...silently, role: 'products' })) {
      if (done.has(facts.id)) continue;
      done.add(facts.id);
      batch.push({ file: file.path, line, row: await composeProduct(facts, { ...composing, file: file.path, line }) });
      if (batch.length >= batchRows) await flush();
    }
  }
  if (survey.files.products.length === 0) {
    for (const id of [...survey.firstOfProduct.keys()].sort()) {
      const file = survey.files.reviews[0]?.path ?? '';
      batch.push({ file, line: 0, row: await composeProduct(bareFacts(id), { ...composing, file, line: 0 }) });
      if (batch.length >= batchRows) await flush();
    }
  }
  await flush();
}

function bareFacts(id: string): ProductFacts {
  const nothing = { name: '', description: '', brand: '', categories: [], priceMinor: null, pictures: [], specs: [] };
  return { id, ...nothing, since: null, rating: null };
}

async function writeCustomers(source: string, survey: Survey, writer: RecordWriter): Promise<void> {
  let batch: Placed<ShopCustomer>[] = [];
  const file = survey.files.reviews[0]?.path ?? '';
  for (const [externalId, atMs] of survey.firstOfCustomer) {
    batch.push({ file, line: 0, row: { source, externalId, joinedAt: new Date(atMs) } });
    if (batch.length < batchRows) continue;
    await writer.writeCustomers(batch);
    batch = [];
  }
  await writer.writeCustomers(batch);
}

async function writeReviews(run: ImportRun, layout: ReviewLayout, { survey, writer }: Writing): Promise<void> {
  let reviews: Placed<ShopReview>[] = [];
  let events: EventInput[] = [];
  const silently = { run, layout, reporting: false, counting: false };
  const flush = async () => {
    await writer.writeReviews(reviews);
    await writer.writeEvents(events);
    reviews = [];
    events = [];
  };
  for (const [index, file] of survey.files.reviews.entries()) {
    for await (const { line, nth, facts } of readFacts(file, { ...silently, role: 'reviews' })) {
      if (!survey.latest.holds(pairOf(facts), { file: index, line: line * perLine + nth })) continue;
      reviews.push({ file: file.path, line, row: reviewOf(facts, layout.source) });
      events.push(...eventOf(facts, layout.source, writer));
      if (reviews.length >= batchRows) await flush();
    }
  }
  await flush();
}

function reviewOf(facts: ReviewFacts, source: string): ShopReview {
  return {
    source,
    externalId: pairOf(facts),
    productExternalId: facts.product,
    customerExternalId: facts.customer,
    rating: facts.rating,
    title: plainLine(facts.title, 150),
    body: plainText(facts.body),
    createdAt: facts.at,
    verified: facts.verified === true,
  };
}

function eventOf(facts: ReviewFacts, source: string, writer: RecordWriter): EventInput[] {
  const userId = writer.customers.get(facts.customer);
  const itemId = writer.products.get(facts.product);
  if (userId === undefined || itemId === undefined) return [];
  return [
    {
      userId,
      itemId,
      type: facts.verified === true ? 3 : 1,
      value: 1,
      ts: facts.at,
      sourceEventId: `${source}:${pairOf(facts)}`,
      meta: {
        session_id: `${source}-${facts.customer}-${facts.at.getTime()}`,
        surface: 'import',
        rating: facts.rating,
      },
    },
  ];
}

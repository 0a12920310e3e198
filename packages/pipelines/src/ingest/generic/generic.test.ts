import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecsys, diskArtifacts, shopTenant, type RecsysTables } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseImportTarget, type ImportOutcome, type MappingRequest, runImport } from '../index.ts';
import { parseColumnMap } from './column-map.ts';
import type { ColumnMap } from './mapping-request.ts';

const clock = fakeClock('2026-06-01T12:00:00Z');
const base: ColumnMap = { kind: 'events', columns: {}, constants: {}, types: {}, dateOrder: 'dmy', decimal: '.' };

/** Windows-1252, in which the euro sign stands where Latin-1 has none. */
const western = (text: string) => Buffer.from(text.replaceAll('€', '\u0080'), 'latin1');

describe('INS-1 files of one’s own', () => {
  let database: TestDatabase;
  let home: string;
  let target: ReturnType<typeof databaseImportTarget>;

  beforeAll(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'vitrine-generic-'));
    const recsys = createRecsys({
      db: database.connection.handle<RecsysTables>(),
      clock,
      polling: false,
      modelStore: diskArtifacts(home),
    });
    const ingest = (events: Parameters<typeof recsys.events.ingest>[1]) =>
      recsys.events.ingest(shopTenant, events, { partial: true, backfill: true });
    target = databaseImportTarget({ shop: database.connection.handle<ShopTables>(), clock, ingest });
  });
  afterAll(async () => {
    await rm(home, { recursive: true });
    await database.drop();
  });

  const importText = async (
    name: string,
    text: string | Buffer,
    mapping: MappingRequest = {},
  ): Promise<ImportOutcome> => {
    await writeFile(join(home, name), text);
    const format = name.endsWith('.jsonl') ? 'jsonl' : 'csv';
    return runImport({ format, paths: [join(home, name)], home, target, clock, mapping });
  };
  const reportOf = (outcome: ImportOutcome) => {
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.report;
  };
  const rejectsOf = async (outcome: ImportOutcome) => {
    const { rejectsFile } = reportOf(outcome);
    if (rejectsFile === null) return [];
    const lines = (await readFile(rejectsFile, 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line) as { line: number; field: string | null; reason: string });
  };
  const mapOf = (text: string): ColumnMap => {
    const parsed = parseColumnMap(text, base);
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.map;
  };

  it('takes a German price list in Latin-1 without being told anything, and changes nothing the second time', async () => {
    const text =
      'Artikelnummer;Bezeichnung;Preis;Bestand;Hersteller;Kategorie\nT1;Tischläufer "Öland";1.234,50 €;7;Björk;Wohnen > Textil\nT2;Kissen;19,95;0;;Wohnen > Textil\nT3;ohne Preis;;1;;\n';
    const outcome = await importText('preise.csv', western(text));
    expect(await rejectsOf(outcome)).toMatchObject([{ line: 4, field: 'Preis (price)', reason: 'missing' }]);
    expect(reportOf(outcome).written.products).toEqual({ inserted: 2, updated: 0, unchanged: 0 });
    const { rows } = await sql`select name, amount_minor, on_hand from shop.product p
      join shop.product_translation t on t.product_id = p.id join shop.sku s on s.product_id = p.id
      join shop.price on price.sku_id = s.id join shop.stock on stock.sku_id = s.id where p.external_id = 'T1'`.execute(
      database.connection.handle<ShopTables>(),
    );
    expect(rows).toEqual([{ name: 'Tischläufer "Öland"', amount_minor: 123450, on_hand: 7 }]);
    const again = await importText('preise.csv', western(text));
    expect(reportOf(again).written.products).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
  });

  it('joins the lines of an order, makes its people and goods, and tells the recommender of each purchase once', async () => {
    const text =
      'bestellnr,kunde,artikel,menge,einzelpreis,bestelldatum,bezeichnung\n1,K1,T1,2,10.00,31.01.2026,Tuch\n1,K1,N9,1,5.00,31.01.2026,Neues\n2,,T1,1,9.00,01.02.2026,Tuch\n3,K2,T1,1,9.00,31.02.2026,Tuch\n';
    const outcome = await importText('bestellungen.csv', text);
    expect(await rejectsOf(outcome)).toMatchObject([
      { line: 5, field: 'bestelldatum (placed_at)', reason: 'bad-time' },
    ]);
    const { written } = reportOf(outcome);
    expect([
      written.orders.inserted,
      written.customers.inserted,
      written.products.inserted,
      written.events.inserted,
    ]).toEqual([2, 1, 1, 2]);
    const again = reportOf(await importText('bestellungen.csv', text)).written;
    expect([again.orders, again.events].map(({ inserted, unchanged }) => [inserted, unchanged])).toEqual([
      [0, 2],
      [0, 2],
    ]);
  });

  it('names events by their content, resolves known people and items, and reads nested JSON by path', async () => {
    const lines = [
      { who: { id: 'K1' }, what: { sku: 'T1' }, at: 1767225600, kind: 'pageview' },
      { who: { id: 'stranger' }, what: { sku: 'T2' }, at: 1767225601000, kind: 'hovered' },
      { who: { id: '' }, what: { sku: 'T2' }, at: 1767225601, kind: 'view' },
    ].map((line) => JSON.stringify(line));
    const map = mapOf('user_id=who.id,item_id=what.sku,ts=at,type=kind');
    const outcome = await importText('clicks.jsonl', `${lines.join('\n')}\n{"broken\n`, { map });
    expect(await rejectsOf(outcome)).toMatchObject([
      { line: 3, field: 'who.id (user_id)', reason: 'missing' },
      { line: 4, reason: 'bad-json' },
    ]);
    const { rows } = await sql<{ user_id: string; known: boolean; type: number; ts: Date }>`
      select e.user_id, p.id is not null as known, e.type, e.ts from recsys.events e left join shop.product p on p.id::text = e.item_id
      where e.source_event_id like 'own:________________________' order by e.ts`.execute(
      database.connection.handle<ShopTables>(),
    );
    expect(rows).toMatchObject([
      { known: true, type: 0, ts: new Date('2026-01-01T00:00:00Z') },
      { user_id: 'stranger', known: true, type: 4, ts: new Date('2026-01-01T00:00:01Z') },
    ]);
    expect(rows[0]?.user_id).not.toBe('K1');
    expect(reportOf(await importText('clicks.jsonl', lines.join('\n'), { map })).written.events).toMatchObject({
      inserted: 0,
      unchanged: 2,
    });
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['an empty file', '', /is empty/],
    ['only a header', 'user_id,item_id,ts\n', /header and no rows/],
    ['NUL bytes throughout', Buffer.alloc(5000), /no text|NUL/],
    [
      'a quote that never closes',
      'user_id,item_id,ts\n"u1,i1,2026-01-01\n'.padEnd(1_200_000, 'x'),
      /too many characters at line/,
    ],
    ['a line that does not end', `user_id,item_id,ts\n${'x'.repeat(1_200_000)}`, /too many characters at line/],
    ['no column it knows', 'a1,b2\nfoo,bar\n', /user_id could only be guessed/],
    [
      'nothing but bad rows',
      'user_id,item_id,ts\nu,i,31.02.2026\nu,i,never\n',
      /No row of .* can be taken \(2 × bad-time\)/,
    ],
  ])('stops with a sentence at %s, and writes nothing', async (_what, text, says) => {
    const outcome = await importText('bad.csv', text);
    expect(outcome.ok ? JSON.stringify(outcome.report) : outcome.error.message).toMatch(says);
  });

  it('rejects ragged rows, NUL bytes and overlong lines by line, and takes the rest', async () => {
    const csv = await importText('ragged.csv', 'user_id,item_id,ts\nu1,i1,2026-01-01\nu2,i2\nu\0,i3,2026-01-01\n');
    expect(await rejectsOf(csv)).toMatchObject([
      { line: 3, reason: 'wrong-field-count' },
      { line: 4, field: 'user_id', reason: 'bad-character' },
    ]);
    const good = '{"user_id":"u","item_id":"i","ts":"2026-01-01T00:00:00Z"}';
    const jsonl = await importText('long.jsonl', `${good}\n"${'x'.repeat(1_200_000)}"\n`);
    expect(await rejectsOf(jsonl)).toMatchObject([{ line: 2, reason: 'row-too-long' }]);
  });

  it('tells columns of the same name apart instead of taking one of them silently', async () => {
    const text = 'user_id,item_id,ts,ts\nu,i,2026-01-01,2026-01-02\n';
    const outcome = await importText('twice.csv', text, { map: mapOf('user_id=user_id,item_id=item_id,ts=ts') });
    expect(outcome.ok ? '' : outcome.error.message).toMatch(
      /no column "ts" for ts; the column stands there 2 times: write ts#1 or ts#2/,
    );
  });

  it('takes the kind that has all fields of the map, unless one was asked for', () => {
    const text = 'order_id=no,sku=article,placed_at=date,price=amount,currency:=CHF';
    const parsed = parseColumnMap(text, base);
    expect(parsed.ok ? parsed.map.kind : parsed.message).toBe('orders');
    expect(parseColumnMap(text, base, 'events')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^events have/),
    });
  });

  it.each<[string, RegExp]>([
    ['user_id=a,item_id=b,ts=a', /"a" is mapped twice, to user_id and to ts/],
    ['user_id=a,user_id=b,ts=c', /user_id is mapped twice/],
    ['user_id=a,colour=b,ts=c', /no field colour: take one of user_id/],
    ['user_id=a', /ts \(when\), which every row of events needs/],
    ['{"kind":"cats","columns":{}}', /kind must be one of events/],
    ['{"columns":{"user_id":"a","ts":"b"},"decimal":"x"}', /decimal must be/],
  ])('refuses the map %s', (text, says) => {
    const parsed = parseColumnMap(text, base);
    expect(parsed.ok ? '' : parsed.message).toMatch(says);
  });
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fakeClock } from '@vitrine/testkit/clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runImport, type ImportOutcome } from '../index.ts';
import { memoryTarget } from '../writing/memory-target.fixture.ts';

const header = 'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session';
const view =
  '2019-10-01 00:00:04 UTC,view,3900821,2053013552326770905,appliances.environment.water_heater,aqua,33.20,554748717,9333dfbd';
const bought = view.replace('view', 'purchase').replace('00:00:04', '00:05:00');

let home: string;
let memory: ReturnType<typeof memoryTarget>;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
  memory = memoryTarget();
});
afterEach(() => rm(home, { recursive: true }));

const write = async (name: string, content: string | Buffer) => {
  const path = join(home, 'source', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
};
const importPath = (format: string, path: string, more: { dryRun?: boolean } = {}) =>
  runImport({ format, paths: [path], home, target: memory.target, clock: fakeClock('2026-03-01T12:00:00Z'), ...more });
const reportOf = (outcome: ImportOutcome) => {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.report;
};

describe('INS-1 spellings of one event log', () => {
  it('looks into the folders of a folder that has no file of its own, as archives are often unpacked', async () => {
    await write('archive/2019/2019-Oct.csv', `${header}\n${view}\n`);
    await write('archive/2020/2020-Jan.csv.gz', gzipSync(`${header}\n${view.replace('2019-10', '2020-01')}\n`));
    await write('archive/__MACOSX/._2019-Oct.csv', 'no table');
    const report = reportOf(await importPath('rees46', join(home, 'source', 'archive')));
    expect([report.files, report.written.events.inserted]).toEqual([2, 2]);
  });

  const semicolons = `${header.replaceAll(',', ';')}\n${view.replaceAll(',', ';').replace('33.20', '33,20')}\n${bought.replaceAll(',', ';').replace('33.20', '33,20')}`;
  const shuffled = [
    'User_Session,USER_ID,extra column,Price,Brand,Category_Code,Product_ID,Event_Type,Event_Time',
    '9333dfbd,554748717,x,33.20,aqua,appliances.environment.water_heater,3900821,VIEW,2019-10-01T00:00:04Z',
    '9333dfbd,554748717,x,33.2,aqua,appliances.environment.water_heater,3900821,PURCHASE,2019-10-01T02:05:00+02:00',
  ].join('\n');
  const lines = [
    {
      event_time: '2019-10-01 00:00:04 UTC',
      event_type: 'view',
      product_id: 3_900_821,
      category_code: 'appliances.environment.water_heater',
      brand: 'aqua',
      price: 33.2,
      user_id: 554_748_717,
      user_session: '9333dfbd',
    },
    {
      event_time: 1_569_888_300,
      event_type: 'purchase',
      product_id: '3900821',
      price: '33.20',
      user_id: 554_748_717,
      user_session: '9333dfbd',
      more: { deep: 1 },
    },
  ];
  it.each<[string, string, string | Buffer]>([
    ['as published', 'log.csv', `${header}\n${view}\n${bought}\n`],
    ['packed', 'log.csv.gz', gzipSync(`${header}\n${view}\n${bought}\n`)],
    ['mark and line ends of Windows', 'log.csv', `\uFEFF${header}\r\n${view}\r\n\r\n${bought}`],
    ['UTF-16', 'log.csv', Buffer.from(`\uFEFF${header}\n${view}\n${bought}\n`, 'utf16le')],
    [
      'every field quoted',
      'log.csv',
      [header, view, bought]
        .map((line) =>
          line
            .split(',')
            .map((field) => `"${field}"`)
            .join(','),
        )
        .join('\n'),
    ],
    ['tabs', 'log.tsv', [header, view, bought].join('\n').replaceAll(',', '\t')],
    ['semicolons and decimal commas', 'log.csv', semicolons],
    ['other order, case, columns and zones', 'log.csv', shuffled],
    [
      'numbers of a table with gaps',
      'log.csv',
      `${header}\n${view.replace('554748717', '554748717.0')}\n${bought.replace('3900821', '3900821.0')}\n`,
    ],
    ['JSON lines', 'log.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')],
  ])('%s', async (_, name, content) => {
    const report = reportOf(await importPath('rees46', await write(name, content)));
    expect([report.rows, report.rejected]).toEqual([2, 0]);
    expect(memory.kept.products.get('3900821')).toMatchObject({
      name: 'Aqua water heater 3900821',
      brand: { slug: 'aqua' },
      skus: [{ sku: 'REES46-3900821', priceMinor: 3320, currency: 'USD' }],
      firstAvailable: new Date('2019-10-01T00:00:04Z'),
    });
    const events = [...memory.kept.events.values()].toSorted((a, b) => Number(a.ts) - Number(b.ts));
    expect(events.map(({ type, ts, userId }) => [type, ts, userId])).toEqual([
      [0, new Date('2019-10-01T00:00:04Z'), 'id-554748717'],
      [3, new Date('2019-10-01T00:05:00Z'), 'id-554748717'],
    ]);
    expect([...memory.kept.orders.values()]).toMatchObject([
      { customerExternalId: '554748717', lines: [{ sku: 'REES46-3900821', quantity: 1, unitPriceMinor: 3320 }] },
    ]);
  });

  it('two months in a folder are one import, and a second one changes nothing', async () => {
    await write('2019-Oct.csv', `${header}\n${view}\n`);
    await write('2019-Nov.csv.gz', gzipSync(`${header}\n${bought.replace('2019-10', '2019-11')}\n`));
    await write('README.txt', 'not a table');
    const report = reportOf(await importPath('rees46', join(home, 'source')));
    expect([report.files, report.rows, memory.kept.events.size]).toEqual([2, 2, 2]);
    const again = reportOf(await importPath('rees46', join(home, 'source')));
    expect(again.written.events).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
  });

  it('without brand, category, session and price it is a log all the same', async () => {
    const path = await write('thin.csv', 'event_time,event_type,product_id,user_id\n2020-01-01 10:00:00,cart,7,9\n');
    reportOf(await importPath('rees46', path));
    expect(memory.kept.products.get('7')).toMatchObject({ name: 'Article 7', categoryPath: [{ slug: 'other-goods' }] });
    expect([...memory.kept.events.values()]).toMatchObject([{ type: 2, meta: { surface: 'import' } }]);
  });
});

describe('INS-1 broken rows of an event log', () => {
  it('are named with line, field and reason; the good ones go in', async () => {
    const bad: [string, string | null, string][] = [
      [view.replace('2019-10-01', '2019-02-30'), 'event_time', 'bad-time'],
      [view.replace('view', 'look'), 'event_type', 'bad-event-type'],
      [view.replace('3900821', ''), 'product_id', 'missing-id'],
      [view.replace('554748717', '<script>'), 'user_id', 'bad-id'],
      [view.replace('33.20', 'cheap'), 'price', 'bad-price'],
      [view.replace('33.20', '-1'), 'price', 'bad-price'],
      [`${view},more`, null, 'wrong-field-count'],
      [view.slice(0, 40), null, 'wrong-field-count'],
      [view.replace('aqua', 'a\0qua'), 'brand', 'bad-character'],
      [view.replace('aqua', '"aqua'), null, 'open-quote'],
    ];
    const text = [header, view, ...bad.map(([line]) => line), bought].join('\n');
    const latin = Buffer.concat([Buffer.from(`${text}\n`), Buffer.from(view.replace('aqua', 'aqu\u00e4'), 'latin1')]);
    const path = await write('bad.csv', latin);
    const report = reportOf(await importPath('rees46', path));
    const rejects = (await readFile(report.rejectsFile ?? '', 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number; field: string; reason: string });
    expect(rejects.map(({ line, field, reason }) => [line, field, reason])).toEqual([
      ...bad.map(([, field, reason], index) => [index + 3, field, reason]),
      [14, 'brand', 'bad-encoding'],
    ]);
    expect([report.rows, memory.kept.events.size]).toEqual([13, 2]);
  });

  it('never crash the import, whatever they are', async () => {
    let seed = 7;
    const random = (limit: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed % limit;
    };
    const pieces = [
      '"',
      ',',
      ';',
      '\n',
      '\r\n',
      '\0',
      '\uFFFD',
      '€',
      '1e999',
      'NaN',
      '{',
      '[',
      '\t',
      ' ',
      '-',
      '\\',
      'view',
    ];
    for (let round = 0; round < 60; round += 1) {
      const rows = Array.from({ length: 30 }, () => {
        const at = random(view.length);
        return view.slice(0, at) + (pieces[random(pieces.length)] ?? '') + view.slice(at + random(5));
      });
      const outcome = await importPath('rees46', await write('fuzz.csv', [header, view, ...rows].join('\n')), {
        dryRun: true,
      });
      expect(outcome.ok).toBe(true);
    }
  });

  it.each<[string, string, string | Buffer, string, RegExp]>([
    ['another table', 'a.csv', 'a,b\n1,2\n', 'import.wrong_columns', /event_time.*first line is "a,b"/],
    ['an empty file', 'a.csv', '', 'import.broken_file', /is empty/],
    [
      'a cut gzip',
      'a.csv.gz',
      gzipSync(`${header}\n${view}\n`.repeat(400)).subarray(0, 90),
      'import.broken_file',
      /cut off/,
    ],
    ['a picture', 'a.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]), 'import.wrong_columns', /columns/],
    ['a log without events', 'a.csv', `${header}\n`, 'import.empty', /No row/],
  ])('%s stops before anything is written', async (_, ...[name, content, code, words]) => {
    const path = await write(name, content);
    expect(await importPath('rees46', path)).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(words), file: path },
    });
    expect(Object.values(memory.kept).every((rows: Map<string, unknown>) => rows.size === 0)).toBe(true);
  });
});

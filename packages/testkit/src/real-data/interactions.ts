import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createPlainReader, EventType, InteractionsBuilder, selectRows, type Interactions } from '@vitrine/engine';

/** The folder of real data that tests and benchmarks read, or null where `VITRINE_TEST_DATA` is not set. */
export function realDataFolder(): string | null {
  return process.env['VITRINE_TEST_DATA'] || null;
}

/** The two files of the standard gowalla split (LightGCN's), as published: 810,128 and 217,242 pairs. */
export function readGowalla(folder: string): { train: Interactions; test: Interactions } {
  const read = (file: string): Interactions => {
    const reader = createPlainReader();
    reader.push(gunzipSync(readFileSync(join(folder, 'splits/gowalla', file))).toString());
    return reader.finish().interactions;
  };
  return { train: read('train.tsv.gz'), test: read('test.tsv.gz') };
}

/**
 * Invoice lines of the UCI online retail set as purchases: cancellations, lines without a customer, codes that are no goods,
 * quantities or prices not above 0 and exact duplicates are left out.
 */
export function readUciOrders(folder: string): Interactions {
  const days = join(folder, 'orders/uci-online-retail/by-day');
  const builder = new InteractionsBuilder();
  const seen = new Set<string>();
  for (const file of readdirSync(days)
    .filter((name) => name.endsWith('.csv.gz'))
    .sort()) {
    for (const raw of gunzipSync(readFileSync(join(days, file)))
      .toString()
      .split('\n')
      .slice(1)) {
      const line = raw.trim();
      if (line === '' || seen.has(line)) continue;
      seen.add(line);
      const [invoice = '', code = '', , quantity, date = '', price, customer = ''] = splitCsv(line);
      const sold = Number(quantity) > 0 && Number(price) > 0 && !invoice.startsWith('C');
      if (!sold || customer === '' || !/^\d{5}[A-Za-z]{0,2}$/.test(code)) continue;
      const timeSec = Date.parse(`${date.replace(' ', 'T')}Z`) / 1000;
      builder.add({ userId: customer, itemId: code, timeSec, type: EventType.purchase });
    }
  }
  return builder.build();
}

/** YooChoose clicks, cut into sessions that ended before the last day and sessions of the last day. */
export function readYoochoose(folder: string): { train: Interactions; test: Interactions } {
  const text = readFileSync(join(folder, 'events/yoochoose/yoochoose-clicks-100k_train_full.txt'), 'utf8');
  const builder = new InteractionsBuilder();
  for (const line of text.split('\n').slice(1)) {
    const [session, itemId, time] = line.trim().split('\t');
    if (session === undefined || itemId === undefined) continue;
    builder.add({ userId: session, itemId, session, timeSec: Number(time), type: EventType.click });
  }
  const all = builder.build();
  const lastDaySec = (all.timesSec.at(-1) ?? 0) - 86_400;
  const endSec = new Map<number, number>();
  all.sessions.forEach((session, row) => endSec.set(session, all.timesSec[row] ?? 0));
  const rows = [...all.sessions.keys()];
  const isTest = (row: number): boolean => (endSec.get(all.sessions[row] ?? -1) ?? 0) > lastDaySec;
  return {
    train: selectRows(all, Int32Array.from(rows.filter((row) => !isTest(row)))),
    test: selectRows(all, Int32Array.from(rows.filter(isTest))),
  };
}

/** Fields of one line; quotes only wrap, as in this file. */
function splitCsv(line: string): string[] {
  return (line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? []).map((field) => field.replace(/,$/, '').replaceAll('"', ''));
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runVitrine, temporaryHome } from './support/running-shop.ts';

const home = temporaryHome();
const inHome = { VITRINE_HOME: join(home.path, 'shop') };
afterAll(() => home.remove());

const file = (name: string, text: string) => {
  const path = join(home.path, name);
  writeFileSync(path, text);
  return path;
};
const orders = file(
  'verkäufe.csv',
  'Bestellnr;Kunde;Artikel;Bezeichnung;Menge;Einzelpreis;Datum\n1;K1;A1;Teekanne;1;49,90 €;31.01.2026\n1;K1;A2;Tasse;2;9,50 €;31.01.2026\n2;K2;A1;Teekanne;1;49,90 €;31.02.2026\n',
);

describe('INS-1 files of one’s own on the command line', () => {
  it('are not imported by guess: without a map and without a terminal the proposal is printed', async () => {
    const { status, stdout, stderr } = await runVitrine(['import', 'csv', orders], inHome);
    expect(status).toBe(2);
    expect(stderr).toMatch(/Nothing was imported.*--map.*--yes/s);
    const proposal = JSON.parse(stdout) as {
      kind: string;
      columns: Record<string, { column: string; confidence: number; reason: string }>;
    };
    expect(proposal.kind).toBe('orders');
    expect(proposal.columns['price']).toMatchObject({
      column: 'Einzelpreis',
      reason: expect.stringMatching(/\w/) as string,
    });
  });

  it('go in by an edited proposal, say what was refused, and are checked', async () => {
    const proposed = await runVitrine(['import', 'csv', orders, '--propose'], inHome);
    expect(proposed.status).toBe(0);
    const map = file('map.json', proposed.stdout);
    const { status, stdout, stderr } = await runVitrine(['import', 'csv', orders, '--map', map, '--json'], inHome);
    expect(stderr).not.toContain('This should not have happened');
    expect(status).toBe(0);
    const report = JSON.parse(stdout) as {
      rejectsFile: string;
      written: Record<string, { inserted: number }>;
      quality: { html: string };
    };
    expect([report.written['orders']?.inserted, report.written['events']?.inserted]).toEqual([1, 2]);
    expect(readFileSync(report.rejectsFile, 'utf8')).toMatch(
      /"line":4,"field":"Datum \(placed_at\)","reason":"bad-time"/,
    );
    const html = readFileSync(report.quality.html, 'utf8');
    expect(html).toMatch(/^<!doctype html>[^]*<svg/);
    expect(html).not.toMatch(/<script|\son[a-z]+=|<link|<iframe|@import|url\(|(src|href)="(?!#)/i);
  });

  it.each<[string, string[], RegExp]>([
    [
      'a column mapped twice',
      ['csv', orders, '--map', 'order_id=Kunde,sku=Kunde,placed_at=Datum,price=Einzelpreis'],
      /"Kunde" is mapped twice/,
    ],
    ['a map that is not there', ['csv', orders, '--map', '/no/such/map.json'], /\/no\/such\/map\.json/],
    ['a kind that there is not', ['csv', orders, '--kind', 'cats'], /cats.*events/s],
    ['a map for a format that knows its columns', ['uci-online-retail', orders, '--map', 'a=b'], /knows its columns/],
    ['an empty file', ['csv', file('empty.csv', ''), '--yes'], /is empty/],
    [
      'a column that is not there',
      ['csv', orders, '--map', 'order_id=Nummer,sku=Artikel,placed_at=Datum,price=Einzelpreis'],
      /no column "Nummer" for order_id/,
    ],
  ])('answer %s with a sentence', async (_what, args, says) => {
    const { status, stderr } = await runVitrine(['import', ...args], inHome);
    expect(status).toBeGreaterThan(0);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/This should not have happened|\n\s+at /);
  });
});

describe('EVT-8 vitrine events check', () => {
  it('ends with 1 past a threshold, 0 when it is loosened, 2 on wrong usage', async () => {
    // Two looks without a session, days apart.
    const looks = file('looks.csv', 'user_id,item_id,ts\nK1,A1,2026-02-01T10:00:00Z\nK2,A1,2026-02-09T10:00:00Z\n');
    expect((await runVitrine(['import', 'csv', looks, '--yes'], inHome)).status).toBe(0);
    const check = (...options: string[]) => runVitrine(['events', 'check', '--json', ...options], inHome);
    const strict = await check('--max-missing-session', '0.4');
    const found = JSON.parse(strict.stdout) as {
      failed: number;
      checks: { name: string; verdict: string; value: number }[];
    };
    expect(found.checks.find(({ name }) => name === 'missingSession')).toMatchObject({ verdict: 'fail', value: 0.5 });
    expect(strict.status).toBe(1);
    const past = found.checks.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name);
    const loosened = past.flatMap((name) => [
      `--max-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      name === 'gapHours' ? '1000' : '1',
    ]);
    expect((await check(...loosened)).status).toBe(0);
    expect((await check('--max-sparsity', 'much')).status).toBe(2);
    const nobody = await runVitrine(['events', 'check', '--namespace', 'nobody'], inHome);
    expect([nobody.status, nobody.stderr]).toEqual([1, expect.stringContaining('has no events')]);
  });
});

describe('INS-1 vitrine export', () => {
  it('writes files that their manifest describes, and names what it does not know', async () => {
    const out = join(home.path, 'out');
    const { status, stdout } = await runVitrine(
      ['export', 'products', 'events', '--format', 'jsonl', '--out', out, '--json'],
      inHome,
    );
    expect(status).toBe(0);
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      files: { name: string; rows: number }[];
    };
    expect(manifest).toEqual(JSON.parse(stdout));
    expect(manifest.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['products.jsonl', 2],
      ['events.jsonl', 4],
    ]);
    const wrong = await runVitrine(['export', 'wishes', '--out', out], inHome);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringMatching(/wishes.*products/s)]);
  });
});

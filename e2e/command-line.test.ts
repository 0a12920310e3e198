import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVitrine, temporaryHome } from './support/running-shop.ts';

const home = temporaryHome();
const inHome = { VITRINE_HOME: home.path };
const verbs = [
  'start',
  'serve',
  'migrate',
  'doctor',
  'import',
  'export',
  'generate',
  'train',
  'evaluate',
  'compare',
  'models',
  'promote',
  'rollback',
  'recommend',
  'similar',
  'events',
  'lab',
];

beforeAll(async () => {
  const { status, stderr } = await runVitrine(
    ['generate', '--products', '60', '--customers', '40', '--days', '60', '--seed', '3'],
    inHome,
  );
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => home.remove());

/** A failure that a person can act on: a sentence, no stack trace, no internal path. */
function expectSentence(stderr: string) {
  expect(stderr.trim().length).toBeGreaterThan(10);
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  expect(stderr).not.toContain('This should not have happened');
}

describe('OPS-13 every verb of the command line', () => {
  it.each(verbs)('%s explains itself', async (verb) => {
    const { status, stdout } = await runVitrine([verb, '--help'], inHome);
    expect(status).toBe(0);
    expect(stdout).toContain(`vitrine ${verb}`);
  });

  it.each(verbs)('%s refuses an option it does not have', async (verb) => {
    const { status, stderr } = await runVitrine([verb, '--no-such-option'], inHome);
    expect(status).toBe(2);
    expectSentence(stderr);
  });

  it.each<[string, string[], RegExp]>([
    ['an unknown verb', ['sell'], /sell/],
    ['an unknown format', ['import', 'fax', '/tmp'], /fax.*uci-online-retail/s],
    ['a path that is not there', ['import', 'uci-online-retail', '/no/such/path'], /\/no\/such\/path/],
    ['a number that is none', ['generate', '--products', 'many'], /products/],
    ['a number out of range', ['generate', '--products', '-5'], /products/],
    ['an unknown model', ['train', 'oracle'], /oracle.*popularity/s],
    ['an unknown model version', ['promote', 'no-such-version'], /no-such-version/],
    ['an unknown item', ['similar', 'no-such-item'], /no-such-item/],
    ['an unknown surface', ['recommend', '--user', 'x', '--surface', 'moon'], /moon.*home/s],
    [
      'lab without files',
      ['lab', 'run', '--train', '/no/such.tsv', '--test', '/no/such.tsv', '--model', 'popularity'],
      /\/no\/such\.tsv/,
    ],
  ])('answers %s with a sentence that names it', async (_what, args, names) => {
    const { status, stderr } = await runVitrine(args, inHome);
    expect(status).toBeGreaterThan(0);
    expect(stderr).toMatch(names);
    expectSentence(stderr);
  });
});

describe('OPS-13 lab run on hostile files', () => {
  const file = (name: string, text: string) => {
    const path = join(home.path, name);
    writeFileSync(path, text);
    return path;
  };
  const lab = (train: string, test: string) =>
    runVitrine(
      [
        'lab',
        'run',
        '--train',
        train,
        '--test',
        test,
        '--model',
        'item-knn',
        '--predictions',
        join(home.path, 'out.tsv'),
      ],
      inHome,
    );

  it.each<[string, string, RegExp]>([
    ['an empty file', '', /empty/],
    ['a ragged row', 'u1\ti1\nu2\n', /line 2/],
    ['a value that is no number', 'u1\ti1\tmuch\n', /line 1.*value/s],
    ['a negative value', 'u1\ti1\t-1\n', /line 1.*value/s],
    ['a time that is no number', 'u1\ti1\t1\tnoon\n', /line 1.*time/s],
  ])('names the line of %s', async (_what, text, names) => {
    const { status, stderr } = await lab(file('bad.tsv', text), file('good.tsv', 'u1\ti2\n'));
    expect(status).toBeGreaterThan(0);
    expect(stderr).toMatch(names);
    expectSentence(stderr);
  });

  it('accepts ids with spaces and unicode, and counts repeated pairs', async () => {
    const train = file(
      'train.tsv',
      'ein Kunde\tThé vert\nein Kunde\tThé vert\nein Kunde\tчай\nzwei\tчай\nzwei\tSencha 煎茶\n',
    );
    const { status, stdout, stderr } = await lab(train, file('test.tsv', 'ein Kunde\tSencha 煎茶\n'));
    expect(stderr).not.toContain('This should not have happened');
    expect(status).toBe(0);
    expect(stdout).toMatch(/recall@20/i);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenLinks, falseImports, readPages, root, wordsAfter } from './read-docs.ts';

const pages = readPages();
const readme = pages.find(({ path }) => path === 'README.md');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const benchmarks = readdirSync(join(root, 'bench')).flatMap((name) => (name.endsWith('.ts') ? name.slice(0, -3) : []));

const commandFolder = join(root, 'apps/vitrine/src/commands');
const commandSources = readdirSync(commandFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const verbs = new Set(
  commandSources.flatMap((name) =>
    [...readFileSync(join(commandFolder, name), 'utf8').matchAll(/\bprogram\s*\.command\(\s*'([a-z-]+)/g)].map(
      ([, verb = '']) => verb,
    ),
  ),
);

/** What npm itself does, as far as pages may ask for it. */
const npmOwn = new Set(['run', 'ci', 'install']);

const missing = (words: { word: string; at: string }[], known: (word: string) => boolean) =>
  words.filter(({ word }) => !known(word)).map(({ at }) => at);

const planted = (text: string) => ({ path: 'docs/planted.md', text });

describe('OPS-12 pages for people', () => {
  it('link only to what is there', () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.flatMap(brokenLinks)).toEqual([]);
    expect(brokenLinks(planted('[a](nowhere.md) [b](onboarding.md) [c](onboarding.md#no-such-heading)'))).toEqual([
      'docs/planted.md: nowhere.md',
      'docs/planted.md: onboarding.md#no-such-heading',
    ]);
  });

  it('name only npm commands and benchmarks that exist', () => {
    const inRun = pages.flatMap((page) => wordsAfter(page, /\bnpm run (?:--silent )?/));
    const direct = pages.flatMap((page) => wordsAfter(page, /\bnpm /));
    const named = pages.flatMap((page) => wordsAfter(page, /\bnpm run bench -- /));
    expect(inRun.length).toBeGreaterThan(5);
    expect(missing(inRun, (word) => word in scripts)).toEqual([]);
    expect(missing(direct, (word) => word in scripts || npmOwn.has(word))).toEqual([]);
    expect(missing(named, (word) => benchmarks.includes(word))).toEqual([]);
    expect(wordsAfter(planted('`npm run nothing`, an npm package'), /\bnpm run /).map(({ word }) => word)).toEqual([
      'nothing',
    ]);
  });

  it('name only verbs of the command line that exist', () => {
    const named = pages.flatMap((page) => wordsAfter(page, /(?:\bnpm run vitrine -- |^vitrine |[\s(]vitrine )/));
    expect(verbs).toContain('train');
    expect(named.length).toBeGreaterThan(5);
    expect(missing(named, (word) => verbs.has(word))).toEqual([]);
  });

  it('import in their examples only what the packages export', () => {
    expect(pages.flatMap(falseImports)).toEqual([]);
    const text = "```ts\nimport { createShop, noSuchThing } from '@vitrine/shop';\n```\n";
    expect(falseImports(planted(text))).toEqual(['docs/planted.md: noSuchThing of @vitrine/shop']);
  });

  it('are short where people begin: the README under 120 lines, those of packages under 60', () => {
    const lines = (text: string) => text.trimEnd().split('\n').length;
    expect(lines(readme?.text ?? '')).toBeLessThan(120);
    const long = pages.filter(
      ({ path, text }) => /^(?:packages|apps)\/[^/]+\/README\.md$/.test(path) && lines(text) >= 60,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('stand in every package and app', () => {
    const there = new Set(pages.map(({ path }) => path));
    const wanted = ['packages', 'apps'].flatMap((top) =>
      readdirSync(join(root, top)).map((name) => `${top}/${name}/README.md`),
    );
    expect(wanted.filter((path) => !there.has(path))).toEqual([]);
  });
});

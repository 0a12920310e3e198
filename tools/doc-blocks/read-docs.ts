import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One page for people: its path below the root and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const notOurs = new Set(['node_modules', 'dist', 'build', '.react-router', '.vitrine', '.git']);

function* markdownBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!notOurs.has(entry.name)) yield* markdownBelow(path);
    } else if (entry.name.endsWith('.md')) yield path;
  }
}

/** Every page of the repository. */
export function readPages(): Page[] {
  const paths = [
    join(root, 'README.md'),
    ...['docs', 'packages', 'apps'].flatMap((top) => [...markdownBelow(join(root, top))]),
  ];
  return paths.map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

/** What stands in code: inline or in a fenced block. Prose such as "an npm package" names no command. */
export function codeOf({ text }: Page): string[] {
  const fenced = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  const inline = [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...fenced, ...inline];
}

const withoutFences = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '');

/** GitHub's name of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

function hasAnchor(file: string, anchor: string): boolean {
  const headings = withoutFences(readFileSync(file, 'utf8')).matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].some(([, heading = '']) => anchorOf(heading) === anchor);
}

/** Relative links of a page that lead to no file, or to no heading of it. */
export function brokenLinks(page: Page): string[] {
  const prose = withoutFences(page.text).replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [target = '', anchor] = link.split('#');
    const file = target === '' ? join(root, page.path) : resolve(root, dirname(page.path), decodeURI(target));
    const sound = existsSync(file) && (anchor === undefined || !file.endsWith('.md') || hasAnchor(file, anchor));
    return sound ? [] : [`${page.path}: ${link}`];
  });
}

/** Words that come right after a prefix in the code of a page, with where they stand. */
export function wordsAfter(page: Page, prefix: RegExp): { word: string; at: string }[] {
  const pattern = new RegExp(`${prefix.source}([a-z][\\w:-]*)`, 'g');
  return codeOf(page).flatMap((code) =>
    [...code.matchAll(pattern)].map((match) => ({ word: match.at(-1) ?? '', at: `${page.path}: ${match[0]}` })),
  );
}

/** Names that a workspace package's face (`@vitrine/x` or `@vitrine/x/folder`) exports; null where there is no such face. */
export function exportsOf(specifier: string): ReadonlySet<string> | null {
  const [, name = '', ...folder] = specifier.split('/');
  const faces = ['packages', 'apps'].map((top) => join(root, top, name, 'src', ...folder, 'index.ts'));
  const face = faces.find((path) => existsSync(path));
  if (face === undefined) return null;
  const text = readFileSync(face, 'utf8');
  const listed = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = '']) => namesIn(names));
  const declared = [...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm)];
  return new Set([...listed, ...declared.map(([, word = '']) => word)]);
}

const namesIn = (list: string) =>
  list
    .split(',')
    .map((entry) => /(\w+)\s*$/.exec(entry.trim())?.[1] ?? '')
    .filter((word) => word !== '');

/** Imports in the TypeScript blocks of a page that the package does not have. */
export function falseImports(page: Page): string[] {
  const blocks = [...page.text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  return blocks.flatMap((code) =>
    [...code.matchAll(/import (?:type )?\{([^}]*)\} from '(@vitrine\/[^']+)'/g)].flatMap(
      ([, names = '', specifier = '']) => {
        const known = exportsOf(specifier);
        const imported = names.split(',').map((entry) => /^(?:type )?(\w+)/.exec(entry.trim())?.[1] ?? '');
        return imported
          .filter((word) => word !== '' && known?.has(word) !== true)
          .map((word) => `${page.path}: ${word} of ${specifier}`);
      },
    ),
  );
}

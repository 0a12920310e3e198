import { Parser } from 'htmlparser2';

/** Elements whose text nobody is meant to read. */
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'head',
  'title',
  'select',
]);
/** Elements that begin and end a paragraph. */
const blocks = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table tbody tfoot thead ul'.split(
    ' ',
  ),
);
const lines = new Set(['br', 'tr', 'li']);

/**
 * The prose of a piece of HTML: entities decoded, scripts, styles and tags dropped, paragraphs parted by an empty line,
 * list items on lines of their own behind a bullet, cells parted by a space. Text without markup keeps its line breaks.
 */
export function plainText(html: string): string {
  const text = /[<&]/.test(html) ? textOf(html) : html;
  return tidy(text);
}

function textOf(html: string): string {
  const parts: string[] = [];
  let muted = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (silent.has(name)) muted += 1;
        if (muted > 0) return;
        if (blocks.has(name)) parts.push('\n\n');
        else if (lines.has(name)) parts.push(name === 'li' ? '\n• ' : '\n');
        else if (name === 'td' || name === 'th') parts.push(' ');
      },
      ontext(text) {
        // Line breaks of the markup are only spaces to a browser.
        if (muted === 0) parts.push(text.replaceAll(/\s+/g, ' '));
      },
      onclosetag(name) {
        if (silent.has(name)) muted = Math.max(0, muted - 1);
        else if (muted === 0 && blocks.has(name)) parts.push('\n\n');
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  const written = /<(p|br|div|li|ul|ol|h\d|table)\b/i.test(html) ? html : html.replaceAll(/\r?\n/g, '<br>');
  parser.write(written);
  parser.end();
  return parts.join('');
}

const control = /[^\P{Cc}\n\t\r]|[\u200b\ufeff]/gu;

function tidy(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(control, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/(\n•\s*)+(?=\n|$)/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/\n\n+(?=• )/g, '\n')
    .trim();
}

/** One line of prose of at most `limit` characters, cut at a word: for names. */
export function plainLine(html: string, limit = 200): string {
  const line = plainText(html).replaceAll(/\s+/g, ' ');
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit + 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut.slice(0, limit)).replace(/[\s,;:.-]+$/, '').replace(/[\uD800-\uDBFF]$/, '')}…`;
}

import type { Mail } from './mail-sender.ts';

/** What a mail says, before it has a form. */
export interface MailWords {
  readonly subject: string;
  /** "Hello Ada," */
  readonly greeting: string;
  /** One sentence or two each. */
  readonly paragraphs: readonly string[];
  /** The one thing to do; the address is absolute, or a path of the shop while the mail waits. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Small, at the end. */
  readonly closing: string;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Headers end at a line break: a subject with one could add headers of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ').trim();
}

/** Gives words the form of a mail: text of short lines, and HTML that any mail program shows, day or dusk. */
export function writeMail(to: string, words: MailWords): Mail {
  const { greeting, paragraphs, action, closing } = words;
  const subject = oneLine(words.subject);
  const text = [
    greeting,
    ...paragraphs,
    ...(action === undefined ? [] : [`${action.label}:\n${action.url}`]),
    `Vitrine\n${closing}`,
  ].join('\n\n');
  const line = (content: string) => `<p style="margin:0 0 16px">${content}</p>`;
  const button =
    action === undefined
      ? ''
      : line(
          `<a href="${escaped(action.url)}" style="display:inline-block;padding:12px 22px;border-radius:6px;background:#2a2f3d;color:#fbf9f6;text-decoration:none;font-weight:600">${escaped(action.label)}</a>`,
        );
  const html = `<!doctype html>
<html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:32px 16px"><div style="max-width:520px;margin:0 auto;font:16px/1.6 system-ui,sans-serif">
<p style="margin:0 0 28px;font:500 22px/1.2 Georgia,serif">Vitrine</p>
${line(escaped(greeting))}
${paragraphs.map((paragraph) => line(escaped(paragraph))).join('\n')}
${button}
<p style="margin:32px 0 0;font-size:13px;opacity:0.75">${escaped(closing)}</p>
</div></body></html>
`;
  return { to, subject, text: `${text}\n`, html };
}

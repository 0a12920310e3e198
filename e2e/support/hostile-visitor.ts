/** What must never come out of a page as it went in: it would close an attribute, a script or a title, and open an element. */
export const mark = `"'></title></script><svg onload=zq9>`;

/** Texts that break what reads them carelessly. */
export const hostileTexts: readonly string[] = [
  mark,
  '',
  ' ',
  '-1',
  '0',
  '1e9',
  '1.5',
  'NaN',
  '2147483648',
  '99999999999999999999',
  '\u0000',
  'a\u0000b',
  '\u202Eabc',
  '\uFEFF',
  '\uFFFF',
  'é'.repeat(300),
  'x'.repeat(10_000),
  '%',
  '%%%%',
  '_',
  '\\',
  '$1',
  '{{7*7}}',
  "'; drop table shop.orders; --",
  '../../../../etc/passwd',
  '//evil.example',
  '/a/..//evil.example',
  '/\\evil.example',
  '/日本',
  'https://evil.example',
  'javascript:alert(1)',
  'a\r\nset-cookie: evil=1',
  '(a+)+$',
  '!!! & | <-> :*',
  'lamp or '.repeat(200),
  '__proto__',
  'constructor',
  'null',
  '00000000-0000-0000-0000-000000000000',
  '01890000-0000-7000-8000-000000000001',
  '2026-02-30',
  '👩‍👩‍👧',
  'İ',
];

/** A form as it stands in a page, with what it would send. */
export interface FoundForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** An answer with what is wrong with it; null when nothing is. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly fault: string | null;
}

const inside = /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|select .{1,80} from shop\.|invalid input syntax/;

function faultOf(answer: { status: number; text: string; location: string | null; type: string }): string | null {
  const { status, text, location, type } = answer;
  if (status >= 500) return `status ${status}`;
  if (/html|xml/.test(type) && /<svg onload=zq9/i.test(text)) return 'what was sent stands in the page as it was';
  if (inside.test(text)) return 'tells of our inside';
  // Where a browser goes from here, whatever it makes of slashes.
  if (
    location !== null &&
    new URL(location, 'http://here.example').host !== 'here.example' &&
    !location.startsWith('http://127.0.0.1:')
  )
    return `leads to ${location}`;
  return null;
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : unescaped(found);
}

/** The forms of a page that change something. */
export function formsIn(html: string, path: string): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inner = '']) => {
    if (attribute(head, 'method')?.toLowerCase() !== 'post') return [];
    const fields: Record<string, string> = {};
    for (const [tag] of inner.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (name !== null) fields[name] = attribute(tag, 'value') ?? fields[name] ?? '';
    }
    return [{ action: attribute(head, 'action') ?? path, fields }];
  });
}

/** Somebody with a browser's memory for cookies and no manners. */
export class HostileVisitor {
  /** Where the shop is; it may move when it starts again. */
  site: string;
  readonly #cookies = new Map<string, string>();

  constructor(site: string) {
    this.site = site;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { method: 'GET', headers });
  }

  /** Posts a form from a page of the shop, unless the headers say otherwise. */
  post(
    path: string,
    fields: Readonly<Record<string, string>> | [string, string][] | FormData,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return this.#send(path, { method: 'POST', headers: { origin: this.site, ...headers }, body });
  }

  /** A call of the API with a JSON body, such as `PATCH /api/me`. */
  call(operation: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const [method = '', path = ''] = operation.split(' ');
    return this.#send(path, {
      method,
      headers: { origin: this.site, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const cookie = this.cookie;
    const response = await fetch(this.site + path, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...init.headers },
    });
    for (const set of response.headers.getSetCookie()) this.#keep(set);
    const [text, location] = [await response.text(), response.headers.get('location')];
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      text,
      location,
      fault: faultOf({ status: response.status, text, location, type }),
    };
  }

  #keep(set: string): void {
    const [pair = '', ...terms] = set.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0|1970/i.test(terms.join(';'))) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

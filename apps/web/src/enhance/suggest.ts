import { formatLocale, withLocale } from '../language/locale.ts';
import type { Locale } from '../language/locale.ts';

/** What `GET /api/products/suggestions` answers. */
interface Suggested {
  products: { slug: string; name: string; image_url: string | null; price_minor: number; currency: string }[];
  categories: { slug: string; name: string; products: number }[];
  brands: { slug: string; name: string; products: number }[];
  phrases: string[];
}

const WAIT_MS = 140;
const SHORTEST = 2;
const started = new WeakSet<Element>();

/** Makes the search field a combobox: suggestions as one types, arrows to choose, Escape to be left alone. */
export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
    if (started.has(form)) continue;
    started.add(form);
    startField(form);
  }
}

function startField(form: HTMLFormElement): void {
  const input = form.querySelector('input');
  const list = form.querySelector<HTMLElement>('[role="listbox"]');
  const status = form.querySelector<HTMLElement>('[data-suggest-status]');
  if (!input || !list || !status) return;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');
  const box = { form, input, list, status };
  let timer: number | undefined;
  let asking: AbortController | undefined;
  let shownFor = '';
  let dismissed = false;
  const ask = async () => {
    const text = input.value.trim();
    if (text.length < SHORTEST) return hide(box);
    if (text === shownFor && list.firstChild) return show(box);
    asking?.abort();
    asking = new AbortController();
    const found = await suggestionsFor(form, { text, signal: asking.signal });
    if (!found || input.value.trim() !== text) return;
    shownFor = text;
    list.replaceChildren(...linesOf(found, text));
    // The line that was chosen is gone.
    input.removeAttribute('aria-activedescendant');
    if (document.activeElement === input && list.firstChild && !dismissed) show(box);
    else hide(box);
  };
  input.addEventListener('input', () => {
    dismissed = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT_MS);
  });
  input.addEventListener('focus', () => void ask());
  input.addEventListener('keydown', (event) => {
    // Also of an answer that is still on its way.
    if (event.key === 'Escape') dismissed = true;
    onKey(event, box);
  });
  // Later than the click on a suggestion.
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) hide(box);
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault());
}

interface Box {
  form: HTMLFormElement;
  input: HTMLInputElement;
  list: HTMLElement;
  status: HTMLElement;
}

async function suggestionsFor(
  form: HTMLFormElement,
  { text, signal }: { text: string; signal: AbortSignal },
): Promise<Suggested | null> {
  try {
    const address = new URL(form.dataset['suggest'] ?? '', location.href);
    address.searchParams.set('q', text);
    address.searchParams.set('locale', document.documentElement.lang);
    const answer = await fetch(address, { signal, headers: { Accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as Suggested) : null;
  } catch {
    return null;
  }
}

function show({ form, input, list, status }: Box): void {
  list.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  const count = String(list.querySelectorAll('[role="option"]').length);
  status.textContent = (form.dataset['suggestCount'] ?? '{count}').replace('{count}', count);
}

function hide({ input, list, status }: Box): void {
  list.hidden = true;
  status.textContent = '';
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
  for (const line of list.querySelectorAll('[aria-selected="true"]')) line.setAttribute('aria-selected', 'false');
}

function onKey(event: KeyboardEvent, box: Box): void {
  const { input, list } = box;
  if (list.hidden) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    return hide(box);
  }
  const lines = [...list.querySelectorAll<HTMLAnchorElement>('[role="option"]')];
  const at = lines.findIndex((line) => line.getAttribute('aria-selected') === 'true');
  if (event.key === 'Enter' && at >= 0) {
    event.preventDefault();
    return lines[at]?.click();
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  // Past either end is the field itself.
  const chosen = at === -1 && step === -1 ? lines.length - 1 : at + step;
  for (const [index, line] of lines.entries()) line.setAttribute('aria-selected', String(index === chosen));
  const line = lines[chosen];
  if (line) input.setAttribute('aria-activedescendant', line.id);
  else input.removeAttribute('aria-activedescendant');
  line?.scrollIntoView({ block: 'nearest' });
}

/** Phrases first, then shelves, then things: from wide to narrow. */
function linesOf({ phrases, categories, brands, products }: Suggested, typed: string): HTMLElement[] {
  const to = (path: string) => withLocale(path, document.documentElement.lang as Locale);
  const lines = [
    ...phrases.slice(0, 4).map((phrase) => line({ href: to(`/search?q=${encodeURIComponent(phrase)}`), name: phrase })),
    ...categories
      .slice(0, 3)
      .map(({ slug, name, products: count }) => line({ href: to(`/categories/${slug}`), name, note: String(count) })),
    ...brands
      .slice(0, 2)
      .map(({ slug, name, products: count }) => line({ href: to(`/brands/${slug}`), name, note: String(count) })),
    ...products.slice(0, 5).map((product) =>
      line({
        href: to(`/products/${encodeURIComponent(product.slug)}`),
        name: product.name,
        note: price(product),
        image: product.image_url,
      }),
    ),
  ];
  for (const [index, one] of lines.entries()) {
    one.id = `suggestion-${index}`;
    mark(one, typed);
  }
  return lines;
}

function price({ price_minor: minor, currency }: Suggested['products'][number]): string {
  const format = new Intl.NumberFormat(formatLocale[document.documentElement.lang as Locale], {
    style: 'currency',
    currency,
  });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

interface Line {
  href: string;
  name: string;
  note?: string;
  image?: string | null;
}

function line({ href, name, note = '', image = null }: Line): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'suggest-line';
  link.href = href;
  link.tabIndex = -1;
  link.setAttribute('role', 'option');
  link.setAttribute('aria-selected', 'false');
  if (image) {
    const picture = document.createElement('img');
    Object.assign(picture, { src: image, alt: '', width: 36, height: 44, decoding: 'async' });
    link.append(picture);
  }
  const words = document.createElement('b');
  words.textContent = name;
  link.append(words);
  if (note !== '') {
    const aside = document.createElement('span');
    aside.className = 'tabular';
    aside.textContent = note;
    link.append(aside);
  }
  return link;
}

/** What was typed stands thin in each line, what it adds stands out. */
function mark(one: HTMLElement, typed: string): void {
  const words = one.querySelector('b');
  const name = words?.textContent ?? '';
  const at = name.toLowerCase().indexOf(typed.toLowerCase());
  if (!words || at < 0) return;
  const found = document.createElement('i');
  found.textContent = name.slice(at, at + typed.length);
  words.replaceChildren(name.slice(0, at), found, name.slice(at + typed.length));
}

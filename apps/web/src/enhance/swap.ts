import { Idiomorph } from 'idiomorph';
import { carryToasts, offerRetry } from './toasts.ts';

/** Always brought up to date, whatever a swap names. */
const ALWAYS = ['#toasts', '[data-badge]'];

interface Swap {
  url: string;
  targets: string;
  init?: RequestInit | undefined;
  /** Whether the address of the answer becomes a new entry of the history. */
  push: boolean;
  /** What to bring into sight afterwards. */
  scroll?: string | undefined;
  /** What the browser does by itself when this fails. */
  otherwise(): void;
}

const listeners: (() => void)[] = [];
let running: AbortController | undefined;
let ended: Promise<void> = Promise.resolve();

/** Calls `work` after each swap. */
export function onSwapped(work: () => void): void {
  listeners.push(work);
}

/**
 * `data-swap="#a #b"` on a form, a button or a link: the same request by fetch, and the named elements of the answered
 * page morphed into this one. `data-auto-submit` on a form sends it when something in it changes.
 */
export function startSwap(): void {
  document.addEventListener('submit', onSubmit);
  document.addEventListener('click', onClick);
  document.addEventListener('change', onChange);
  window.addEventListener('popstate', onBack);
  window.addEventListener('pageshow', onReturn);
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
  const submitter = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
  const targets = submitter?.dataset['swap'] ?? form.dataset['swap'];
  const method = (submitter?.getAttribute('formmethod') ?? form.method).toUpperCase();
  if (!targets || (method !== 'GET' && method !== 'POST')) return;
  event.preventDefault();
  const action = new URL(
    submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href,
    location.href,
  );
  const fields = new FormData(form, submitter);
  if (method === 'GET') {
    action.search = searchOf(fields);
    return void swap({ url: action.href, targets, push: true, otherwise: () => location.assign(action.href) });
  }
  const body = form.enctype === 'multipart/form-data' ? fields : new URLSearchParams([...fields] as [string, string][]);
  const init = { method, body };
  return void swap({
    url: action.href,
    targets,
    init,
    push: false,
    otherwise: () => {
      delete form.dataset['swap'];
      if (submitter) delete submitter.dataset['swap'];
      form.requestSubmit(submitter);
    },
  });
}

/** Empty fields say nothing: they stay out of the address. */
function searchOf(fields: FormData): string {
  const pairs = [...fields].filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '');
  return new URLSearchParams(pairs).toString();
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-swap]') : null;
  const targets = link?.dataset['swap'];
  if (!link || !targets || link.origin !== location.origin) return;
  event.preventDefault();
  const { href } = link;
  const { scroll } = link.dataset;
  void swap({ url: href, targets, push: true, scroll, otherwise: () => location.assign(href) });
}

let changing: number | undefined;

function onChange({ target }: Event): void {
  // By `form`, not by ancestors: a field may stand outside of the form it belongs to.
  const form = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.form : null;
  if (!form?.matches('[data-auto-submit]')) return;
  window.clearTimeout(changing);
  changing = window.setTimeout(() => form.requestSubmit(), 60);
}

function onBack({ state }: PopStateEvent): void {
  const targets = (state as { swap?: string } | null)?.swap;
  if (!targets) return;
  void swap({ url: location.href, targets, push: false, otherwise: () => location.reload() });
}

/** Whoever comes back to a page sees it as they left it, but the basket and the wishes as they are now. What is under way already goes first. */
async function onReturn({ persisted }: PageTransitionEvent): Promise<void> {
  const [way] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (!persisted && way?.type !== 'back_forward') return;
  for (let last: Promise<void> | null = null; last !== ended;) await (last = ended);
  await swap({ url: location.href, targets: '[data-badge] .heart', push: false, otherwise: () => undefined });
}

function swap(wanted: Swap): Promise<void> {
  ended = exchange(wanted);
  return ended;
}

async function exchange({ url, targets, init, push, scroll, otherwise }: Swap): Promise<void> {
  running?.abort();
  const control = new AbortController();
  running = control;
  const selectors = targets.split(/\s+/).filter(Boolean);
  busy(selectors, true);
  try {
    const asked = fetch(url, { ...init, headers: { Accept: 'text/html' }, signal: control.signal });
    const answer = await asked.catch(() => null);
    if (control.signal.aborted) return;
    if (answer === null || answer.status >= 500) {
      // Where the address says something else already, only the page itself can be asked again.
      const again = () => void swap({ url, targets, init, push, scroll, otherwise });
      if ((!push && init === undefined) || !offerRetry(again)) otherwise();
      return;
    }
    if (!answer.headers.get('content-type')?.includes('text/html')) throw new Error('no page');
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (control.signal.aborted) return;
    // A form that led to another page, such as a product that has to be chosen from: go there.
    const elsewhere = init !== undefined && answer.redirected && new URL(answer.url).pathname !== location.pathname;
    if (elsewhere || !selectors.some((selector) => page.querySelector(selector) && document.querySelector(selector))) {
      carryToasts(page);
      location.assign(answer.url);
      return;
    }
    remember(answer.url, { targets, push });
    await withTransition(() => morphAll(page, selectors));
    if (scroll) document.querySelector(scroll)?.scrollIntoView();
    for (const work of listeners) work();
  } catch {
    if (!control.signal.aborted) otherwise();
  } finally {
    if (running === control) {
      running = undefined;
      busy(selectors, false);
    }
  }
}

/** The address of what is now shown; the entry it came from learns how to be brought back. */
function remember(address: string, { targets, push }: { targets: string; push: boolean }): void {
  if (!push || address === location.href) return;
  if (!(history.state as { swap?: string } | null)?.swap) history.replaceState({ swap: targets }, '');
  history.pushState({ swap: targets }, '', address);
}

/** What is here within this time needs no sign of coming; later, grids show the shapes of their cards. */
const LATE_MS = 150;
let late: number | undefined;

function busy(selectors: readonly string[], on: boolean): void {
  const root = document.documentElement;
  root.toggleAttribute('data-busy', on);
  window.clearTimeout(late);
  root.removeAttribute('data-late');
  if (on) late = window.setTimeout(() => root.setAttribute('data-late', ''), LATE_MS);
  for (const selector of selectors)
    for (const element of document.querySelectorAll(selector)) {
      if (on) element.setAttribute('aria-busy', 'true');
      else element.removeAttribute('aria-busy');
    }
}

function morphAll(page: Document, selectors: readonly string[]): void {
  if (page.title) document.title = page.title;
  for (const selector of [...selectors, ...ALWAYS]) {
    const fresh = [...page.querySelectorAll(selector)];
    for (const [index, old] of [...document.querySelectorAll(selector)].entries()) {
      // Buttons of a list go by what they stand for: the list may have turned meanwhile.
      const next = old instanceof HTMLButtonElement ? fresh.find((one) => sameButton(one, old)) : fresh[index];
      if (next)
        Idiomorph.morph(old, next, {
          morphStyle: 'outerHTML',
          ignoreActiveValue: true,
          callbacks: { beforeAttributeUpdated },
        });
      else if (!ALWAYS.includes(selector) && !(old instanceof HTMLButtonElement)) old.remove();
    }
  }
}

const sameButton = (one: Element, old: HTMLButtonElement) =>
  one instanceof HTMLButtonElement && one.value === old.value;

/** What the visitor opened or closed stays so. */
function beforeAttributeUpdated(name: string, element: Element): boolean {
  return !(name === 'open' && element instanceof HTMLDetailsElement);
}

async function withTransition(work: () => void): Promise<void> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still || !('startViewTransition' in document)) return work();
  await document.startViewTransition(work).updateCallbackDone;
}

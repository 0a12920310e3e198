import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { onSwapped, startSwap } from './swap.ts';

const asked: { url: string; init: RequestInit | undefined }[] = [];

/** Answers every request with a page, as the server would; nothing else of the browser is replaced. */
function answering(body: string, { status = 200, url }: { status?: number; url?: string } = {}): void {
  asked.length = 0;
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    asked.push({ url: address, init });
    const answer = new Response(`<html><head><title>New</title></head><body>${body}</body></html>`, {
      status,
      headers: { 'Content-Type': 'text/html' },
    });
    Object.defineProperty(answer, 'url', { value: url ?? address });
    return answer;
  });
}

const root = document.documentElement;
/** The swap under way is over. */
const settled = () => expect.poll(() => root.hasAttribute('data-busy')).toBe(false);

beforeAll(() => startSwap());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('WEB-3 swaps', () => {
  it('exchange the named part, the toasts and the badge, and nothing else', async () => {
    document.body.innerHTML = `<a data-badge="cart" href="/cart">0</a><p id="rest">old</p><div id="cart">old</div><div id="toasts"></div>
      <form method="post" action="/cart" data-swap="#cart"><input name="product" value="p1"><button>Add</button></form>`;
    answering(
      '<a data-badge="cart" href="/cart">1</a><p id="rest">new</p><div id="cart">new</div><div id="toasts"><p>Done</p></div>',
    );
    const swapped = vi.fn<() => void>();
    onSwapped(swapped);
    document.querySelector('form')?.requestSubmit();
    await settled();
    expect(asked[0]?.init?.method).toBe('POST');
    expect(String(asked[0]?.init?.body)).toBe('product=p1');
    expect(document.querySelector('#cart')?.textContent).toBe('new');
    expect(document.querySelector('[data-badge]')?.textContent).toBe('1');
    expect(document.querySelector('#toasts')?.textContent).toBe('Done');
    expect(document.querySelector('#rest')?.textContent).toBe('old');
    expect(document.querySelector('#cart')?.hasAttribute('aria-busy')).toBe(false);
    expect(swapped).toHaveBeenCalledOnce();
  });

  it('ask by address for a form that gets, without its empty fields, and keep what was opened', async () => {
    document.body.innerHTML = `<form id="f" action="/search" data-swap="#list" data-auto-submit><input name="q" value="lamp"><input name="min" value=""></form>
      <div id="list"><details open><summary>More</summary></details></div>`;
    answering('<div id="list"><details><summary>More</summary></details><p>3 things</p></div>');
    const field = document.querySelector('input');
    field?.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(() => asked.length).toBe(1);
    await settled();
    expect(new URL(asked[0]?.url ?? '').search).toBe('?q=lamp');
    expect(document.querySelector('#list')?.textContent).toContain('3 things');
    expect(document.querySelector('details')?.hasAttribute('open')).toBe(true);
  });

  it('fill the heart of the product that was pressed, wherever it stands in the answer', async () => {
    const heart = (id: string, wished: boolean) =>
      `<button class="heart" form="w" name="${wished ? 'remove' : 'product'}" value="${id}" aria-pressed="${wished}"></button>`;
    document.body.innerHTML = `<form id="w" method="post" action="/wishlist" data-swap=".heart"></form>${heart('a', false)}${heart('b', false)}${heart('c', false)}`;
    answering(`${heart('b', true)}${heart('d', false)}${heart('a', false)}`);
    const form = document.querySelector('form');
    form?.requestSubmit(document.querySelector<HTMLButtonElement>('[value=b]'));
    await settled();
    expect(String(asked[0]?.init?.body)).toBe('product=b');
    const pressed = [...document.querySelectorAll<HTMLButtonElement>('.heart')].map((one) => [
      one.value,
      one.getAttribute('aria-pressed'),
    ]);
    expect(pressed).toEqual([
      ['a', 'false'],
      ['b', 'true'],
      ['c', 'false'],
    ]);
  });

  it('bring basket and hearts up to date for whoever comes back, after what is under way', async () => {
    const heart = (wished: boolean) =>
      `<button class="heart" name="product" value="a" aria-pressed="${wished}"></button>`;
    document.body.innerHTML = `<a href="/search?q=c" data-swap="#list">Go</a><div id="list">old</div>${heart(false)}<a data-badge="cart">0</a>`;
    answering(`<div id="list">new</div>${heart(true)}<a data-badge="cart">2</a>`);
    const answer = globalThis.fetch;
    vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      return answer(address, init);
    });
    document.querySelector('a')?.click();
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await expect.poll(() => asked.length).toBe(2);
    await settled();
    expect(document.querySelector('#list')?.textContent).toBe('new');
    expect(document.querySelector('.heart')?.getAttribute('aria-pressed')).toBe('true');
    expect([document.querySelector('[data-badge]')?.textContent, asked.length]).toEqual(['2', 2]);
  });

  it('say what is coming only when it takes long', async () => {
    document.body.innerHTML = '<a href="/search?q=a" data-swap="#list">Go</a><div id="list"></div>';
    answering('<div id="list">new</div>');
    const answer = globalThis.fetch;
    let come = (): void => undefined;
    const long = new Promise<void>((resolve) => (come = resolve));
    vi.stubGlobal('fetch', (address: string) => long.then(() => answer(address)));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    document.querySelector('a')?.click();
    vi.advanceTimersByTime(149);
    expect([root.hasAttribute('data-busy'), root.hasAttribute('data-late')]).toEqual([true, false]);
    vi.advanceTimersByTime(1);
    expect(root.hasAttribute('data-late')).toBe(true);
    come();
    await settled();
    expect(root.hasAttribute('data-late')).toBe(false);
    expect(document.querySelector('#list')?.textContent).toBe('new');
  });

  it('offer another try when the line or the server fails, and keep the page meanwhile', async () => {
    document.body.innerHTML =
      '<a href="/search?q=b" data-swap="#list">Go</a><div id="list">old</div><div id="toasts" data-failed="No." data-retry="Again"></div>';
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    document.querySelector('a')?.click();
    await settled();
    expect(document.querySelector('#toasts')?.textContent).toBe('No. Again');
    expect(document.querySelector('#list')?.textContent).toBe('old');
    answering('<div id="list">new</div><div id="toasts" data-failed="No." data-retry="Again"></div>');
    document.querySelector<HTMLButtonElement>('#toasts button')?.click();
    await settled();
    expect(document.querySelector('#list')?.textContent).toBe('new');
    expect(document.querySelector('#toasts')?.textContent).toBe('');
  });

  it('leave the rest of the web alone', () => {
    document.body.innerHTML = '<form method="post" action="/plain"><button>Go</button></form>';
    answering('');
    let taken: boolean | undefined;
    const last = (event: Event) => {
      taken = event.defaultPrevented;
      event.preventDefault();
    };
    window.addEventListener('submit', last, { once: true });
    document.querySelector('form')?.requestSubmit();
    expect([taken, asked]).toEqual([false, []]);
  });
});

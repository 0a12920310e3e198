import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useUnsavedWarning } from './use-unsaved-warning.ts';

interface Given {
  method?: 'get' | 'post';
  isRefused?: boolean;
}

function Page({ method = 'post', isRefused = false }: Given) {
  const held = useUnsavedWarning('admin');
  return (
    <>
      <p>{held}</p>
      {isRefused ? <div data-not-saved /> : null}
      <form method={method}>
        <input name="name" />
      </form>
      <form method={method}>
        <input name="other" />
      </form>
    </>
  );
}

let root: Root | undefined;

function render(given: Given = {}): HTMLElement {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  const container = document.body.appendChild(document.createElement('div'));
  const made = createRoot(container);
  root = made;
  act(() => made.render(<Page {...given} />));
  return container;
}

function leaves(): boolean {
  return window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

const write = (input: Element | null) => input?.dispatchEvent(new Event('input', { bubbles: true }));

/** Presses the button: whether the browser leaves the page without a question when the form goes out; null when it is held back. */
async function sends(container: HTMLElement, answer: () => Promise<Response>): Promise<boolean | null> {
  vi.stubGlobal('fetch', answer);
  const form = container.querySelector('form');
  let left: boolean | null = null;
  const submitted = vi.spyOn(HTMLFormElement.prototype, 'requestSubmit').mockImplementation(() => {
    left = leaves();
  });
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false);
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await expect.poll(() => left !== null || container.querySelector('p')?.textContent !== '').toBe(true);
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  submitted.mockRestore();
  return left;
}

const here = () => Promise.resolve(new Response('admin'));

describe('ADM-4 what was typed in the console', () => {
  afterEach(() => {
    act(() => root?.unmount());
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  it('is not left without a question, goes out with its page, and is still there when no answer comes', async () => {
    const container = render();
    expect(leaves()).toBe(true);
    write(container.querySelector('input'));
    expect(leaves()).toBe(false);
    expect(await sends(container, here)).toBe(true);
    expect(leaves()).toBe(false);
  });

  it('is not left without a question when the answer says that it was not saved, until it is sent again', async () => {
    const container = render({ isRefused: true });
    expect(leaves()).toBe(false);
    expect(await sends(container, here)).toBe(true);
  });

  it('is noticed too when it was typed before the page was ready', () => {
    document.body.innerHTML =
      '<form method="post"><input name="a" value="x"><textarea name="b">y</textarea><select name="c"><option>1</option><option selected>2</option></select></form>';
    render();
    expect(leaves()).toBe(true);
    for (const [name, value] of [
      ['a', 'other'],
      ['b', 'other'],
      ['c', '1'],
    ] as const) {
      act(() => root?.unmount());
      const field = document.querySelector<HTMLInputElement>(`[name=${name}]`);
      const before = field?.value ?? '';
      if (field) field.value = value;
      render();
      expect(leaves(), name).toBe(false);
      if (field) field.value = before;
    }
  });

  it('goes out once, however often somebody presses', () => {
    render();
    document.body.insertAdjacentHTML(
      'beforeend',
      '<form method="post"><button name="intent" value="apply"></button></form>',
    );
    const form = [...document.forms].at(-1);
    const presses = [1, 2].map(() => form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
    expect(presses).toEqual([true, false]);
  });

  it('asks when another form of the page is sent', async () => {
    const container = render();
    write(container.querySelector('[name=other]'));
    expect(await sends(container, here)).toBe(false);
  });

  it.each([
    ['does not answer', () => Promise.reject(new TypeError('network'))],
    ['has a fault', () => Promise.resolve(new Response('', { status: 503 }))],
    ['signed out, or your rights', () => Promise.resolve(new Response('viewer'))],
    ['signed out, or your rights', () => Promise.resolve(new Response('no', { status: 403 }))],
  ])('is held back, and said so, when the answer would not be a save: %s', async (words, answer) => {
    const container = render();
    write(container.querySelector('input'));
    expect(await sends(container, answer)).toBeNull();
    expect(container.textContent).toContain(words);
    expect(leaves()).toBe(false);
  });

  it('asks nothing where only something was looked for', () => {
    const container = render({ method: 'get' });
    write(container.querySelector('input'));
    expect(leaves()).toBe(true);
  });
});

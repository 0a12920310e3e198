import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import { useUnsavedWarning } from './use-unsaved-warning.ts';

function Page({ method = 'post', isRefused = false }: { method?: 'get' | 'post'; isRefused?: boolean }) {
  useUnsavedWarning();
  return (
    <form method={method} onSubmit={(event) => event.preventDefault()}>
      <input name="name" aria-invalid={isRefused || undefined} />
    </form>
  );
}

let root: Root | undefined;

function render(method?: 'get' | 'post', isRefused = false): HTMLElement {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  const container = document.body.appendChild(document.createElement('div'));
  const made = createRoot(container);
  root = made;
  act(() => made.render(<Page {...(method ? { method } : {})} isRefused={isRefused} />));
  return container;
}

function leaves(): boolean {
  return window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

describe('ADM-4 what was typed in the console', () => {
  afterEach(() => {
    act(() => root?.unmount());
    document.body.replaceChildren();
  });
  const write = (input: Element | null) => input?.dispatchEvent(new Event('input', { bubbles: true }));

  it('is not left without a question, until it was sent', () => {
    const container = render();
    expect(leaves()).toBe(true);
    write(container.querySelector('input'));
    expect(leaves()).toBe(false);
    container.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    expect(leaves()).toBe(true);
  });

  it('is not left without a question either when it was sent and refused', () => {
    const container = render('post', true);
    expect(leaves()).toBe(false);
    container.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    expect(leaves()).toBe(true);
  });

  it('asks nothing where only something was looked for', () => {
    const container = render('get');
    write(container.querySelector('input'));
    expect(leaves()).toBe(true);
  });
});

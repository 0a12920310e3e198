import { useEffect } from 'react';

/** Whether a form of the console holds something that would be lost; searches and one-press forms hold nothing. */
function holdsWork(form: HTMLFormElement): boolean {
  return form.method === 'post' && form.querySelector('input:not([type=hidden]), textarea, select') !== null;
}

/** Whether the page came back with what was typed because something in it is wrong. A password nobody wants back. */
function wasRefused(form: HTMLFormElement): boolean {
  return form.querySelector('[aria-invalid=true]') !== null && form.querySelector('[type=password]') === null;
}

/**
 * The browser asks before it leaves a page on which something was typed and not sent. Every way out is covered, because the console's links load pages; what is
 * sent counts as saved until the answer says otherwise, and then the page stands there with what was typed.
 */
export function useUnsavedWarning(): void {
  useEffect(() => {
    const unsaved = new Set([...document.forms].filter((form) => holdsWork(form) && wasRefused(form)));
    const onInput = ({ target }: Event) => {
      const form = target instanceof HTMLElement ? target.closest('form') : null;
      if (form !== null && holdsWork(form)) unsaved.add(form);
    };
    const onSubmit = ({ target }: Event) => {
      if (target instanceof HTMLFormElement) unsaved.delete(target);
    };
    const onReset = onSubmit;
    const onLeave = (event: BeforeUnloadEvent) => {
      // A form that is gone from the page took its work with it.
      if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
    };
    document.addEventListener('input', onInput);
    document.addEventListener('submit', onSubmit);
    document.addEventListener('reset', onReset);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('input', onInput);
      document.removeEventListener('submit', onSubmit);
      document.removeEventListener('reset', onReset);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, []);
}

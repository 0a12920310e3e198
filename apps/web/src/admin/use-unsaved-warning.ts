import { useEffect, useState } from 'react';

/** Whether a form of the console holds something that would be lost; searches and one-press forms hold nothing. */
function holdsWork(form: HTMLFormElement): boolean {
  return form.method === 'post' && form.querySelector('input:not([type=hidden]), textarea, select') !== null;
}

/** Whether something stands in a form that the server did not send: typed while the page was still getting ready, or put back by the browser. */
function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (field instanceof HTMLSelectElement) {
      const sent = field.querySelector<HTMLOptionElement>('option[selected]');
      return sent !== null && !sent.selected;
    }
    if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
    return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  });
}

const longestAskMs = 10_000;
/** Milliseconds in which a form goes out once: goods received twice, because somebody pressed twice, would be counted twice. */
const onceMs = 5000;

/** Why what is typed had better not be sent now: the answer would take the place of the page. Null when the server is there and the role still is what it was. */
async function whyNotSend(role: string): Promise<string | null> {
  const kept = 'Nothing was sent, and what you typed is still here.';
  try {
    const answer = await fetch('/admin/role', { redirect: 'manual', signal: AbortSignal.timeout(longestAskMs) });
    if (answer.ok && (await answer.text()) === role) return null;
    if (answer.status >= 500) return `The shop has a fault just now. ${kept} Try again in a moment.`;
    return `You are signed out, or your rights changed. ${kept} Sign in again in another tab, then save here.`;
  } catch {
    return `The shop does not answer. ${kept} Try again in a moment.`;
  }
}

/**
 * The browser asks before it leaves a page on which something was typed and not saved. Every way out is covered, because the console's links load pages. What is
 * sent leaves with its page, so it counts as saved only once the answer has come: a page that stays, because the answer never came, still holds it, and an answer
 * that says it was not saved (`data-not-saved`) holds it again. Answers why a form was held back, for the page to say.
 */
export function useUnsavedWarning(role: string | null): string | null {
  const [held, setHeld] = useState<string | null>(null);
  useEffect(() => {
    if (role === null) return undefined;
    const unsaved = new Set([...document.forms].filter((form) => holdsWork(form) && isTouched(form)));
    const isRefused = document.querySelector('[data-not-saved]') !== null;
    let sending: HTMLFormElement | null = null;
    const asking = new Set<HTMLFormElement>();
    const sentAtMs = new WeakMap<HTMLFormElement, number>();
    const send = async (form: HTMLFormElement, button: HTMLElement | null) => {
      if (asking.has(form)) return;
      asking.add(form);
      const reason = await whyNotSend(role);
      asking.delete(form);
      setHeld(reason);
      if (reason !== null || !form.isConnected) return;
      sending = form;
      form.requestSubmit(button);
    };
    const onInput = ({ target }: Event) => {
      const form = target instanceof HTMLElement ? target.closest('form') : null;
      if (form !== null && holdsWork(form)) unsaved.add(form);
    };
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== 'post') return;
      const nowMs = performance.now();
      const isSent = nowMs - (sentAtMs.get(form) ?? -Infinity) < onceMs;
      if (!isSent && (form === sending || !holdsWork(form))) {
        sentAtMs.set(form, nowMs);
        return;
      }
      event.preventDefault();
      if (!isSent) void send(form, event.submitter);
    };
    const onReset = ({ target }: Event) => {
      if (target instanceof HTMLFormElement) unsaved.delete(target);
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      const sent = sending;
      sending = null;
      // A form that is gone from the page took its work with it.
      const isLeft = [...unsaved].some((form) => form.isConnected && form !== sent);
      if (isLeft || (isRefused && sent === null)) event.preventDefault();
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
  }, [role]);
  return held;
}

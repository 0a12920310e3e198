const STAYS_MS = 7_000;
const KEY = 'vitrine-toast';
const started = new WeakSet<Element>();

/** Keeps what a swap's answer wanted to say for the page the browser is about to open instead. */
export function carryToasts(answer: Document): void {
  const toasts = answer.querySelector('#toasts');
  if (!toasts?.firstElementChild) return;
  try {
    sessionStorage.setItem(KEY, toasts.innerHTML);
  } catch {
    // Storage may be refused; then the message is lost and nothing else.
  }
}

/** Toasts go by themselves, stay while they are pointed at or focused, and can be taken away at once. */
export function start(root: ParentNode): void {
  const place = document.getElementById('toasts');
  if (place && !place.firstElementChild) showCarried(place);
  for (const toast of root.querySelectorAll<HTMLElement>('#toasts .toast')) {
    if (started.has(toast)) continue;
    started.add(toast);
    let timer = window.setTimeout(leave, STAYS_MS, toast);
    const hold = () => window.clearTimeout(timer);
    const release = () => {
      hold();
      timer = window.setTimeout(leave, STAYS_MS, toast);
    };
    toast.addEventListener('pointerenter', hold);
    toast.addEventListener('focusin', hold);
    toast.addEventListener('pointerleave', release);
    toast.addEventListener('focusout', release);
    toast.querySelector('button')?.addEventListener('click', () => leave(toast));
  }
}

function leave(toast: HTMLElement): void {
  toast.dataset['leaving'] = '';
  window.setTimeout(() => toast.remove(), 180);
}

function showCarried(place: HTMLElement): void {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    if (!kept) return;
    const parsed = new DOMParser().parseFromString(kept, 'text/html');
    place.replaceChildren(...parsed.body.children);
  } catch {
    // Storage may be refused.
  }
}

/** Says that something could not be fetched, with a way to try it again; false where there is no place to say it. */
export function offerRetry(again: () => void): boolean {
  const place = document.getElementById('toasts');
  const { failed, retry } = place?.dataset ?? {};
  if (!place || !failed || !retry) return false;
  const toast = document.createElement('div');
  toast.className = 'toast toast-error';
  const words = document.createElement('p');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = retry;
  button.addEventListener('click', again);
  words.append(failed, ' ', button);
  toast.append(words);
  place.replaceChildren(toast);
  start(document);
  return true;
}

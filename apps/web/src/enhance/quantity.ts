/** The buttons either side of a number field: one less, one more, within what the field allows. */
export function start(): void {
  if (started) return;
  started = true;
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-quantity] [data-step]') : null;
    const input = button?.parentElement?.querySelector('input');
    if (!button || !input) return;
    if (button.dataset['step'] === '1') input.stepUp();
    else input.stepDown();
    settle(input);
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.closest('[data-quantity]')) settle(target);
  });
}

let started = false;

function settle(input: HTMLInputElement): void {
  for (const button of input.parentElement?.querySelectorAll<HTMLButtonElement>('[data-step]') ?? [])
    button.disabled =
      button.dataset['step'] === '1'
        ? input.valueAsNumber >= Number(input.max)
        : input.valueAsNumber <= Number(input.min);
}

/** The two handles over the prices move the two fields, and the fields the handles. */
export function start(): void {
  if (started) return;
  started = true;
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const range = target.closest('[data-price-range]');
    if (!range) return;
    if (target.type === 'range') fromHandle(range, target);
    else fromField(range, target);
  });
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'range') return;
    const field = target
      .closest('[data-price-range]')
      ?.querySelector<HTMLInputElement>(`[name="${target.dataset['end']}"]`);
    field?.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

let started = false;

function fromHandle(range: Element, handle: HTMLInputElement): void {
  const end = handle.dataset['end'];
  const other = range.querySelector<HTMLInputElement>(`[data-end="${end === 'min' ? 'max' : 'min'}"]`);
  const field = range.querySelector<HTMLInputElement>(`[name="${end}"]`);
  if (!other || !field) return;
  // The handles may meet and not pass.
  if (end === 'min' ? handle.valueAsNumber > other.valueAsNumber : handle.valueAsNumber < other.valueAsNumber)
    handle.value = other.value;
  const bound = end === 'min' ? handle.min : handle.max;
  field.value = handle.value === bound ? '' : handle.value;
}

function fromField(range: Element, field: HTMLInputElement): void {
  const handle = range.querySelector<HTMLInputElement>(`[data-end="${field.name}"]`);
  if (handle) handle.value = field.value.replace(',', '.') || (field.name === 'min' ? handle.min : handle.max);
}

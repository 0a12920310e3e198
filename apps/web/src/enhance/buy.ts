import { causeOf } from '../tracking/remembered-click.ts';

interface Kind {
  options: Record<string, string>;
  price: string;
  old: string | null;
  presence: string;
  tone: string;
  max: number;
}

let listening = false;

/** Keeps the form of a product's page in step with what is chosen in it, and names the click that led to it. */
export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-kinds]')) follow(form);
  if (listening) return;
  listening = true;
  document.addEventListener('change', ({ target }) => {
    const form = target instanceof HTMLInputElement && target.type === 'radio' ? target.form : null;
    if (form?.dataset['kinds']) follow(form);
  });
  // Before anything reads the form.
  document.addEventListener('submit', ({ target }) => target instanceof HTMLFormElement && nameCause(target), true);
}

function follow(form: HTMLFormElement): void {
  const kinds = JSON.parse(form.dataset['kinds'] ?? '[]') as Kind[];
  const radios = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const nameOf = (radio: HTMLInputElement) => radio.name.slice('option:'.length);
  const chosen = new Map(radios.filter((radio) => radio.checked).map((radio) => [nameOf(radio), radio.value]));
  const fits = (kind: Kind, without = '') =>
    [...chosen].every(([name, value]) => name === without || kind.options[name] === value);
  for (const radio of radios) {
    const possible = kinds.some(
      (kind) => kind.tone !== 'none' && kind.options[nameOf(radio)] === radio.value && fits(kind, nameOf(radio)),
    );
    const anyhow = kinds.some((kind) => kind.tone !== 'none' && kind.options[nameOf(radio)] === radio.value);
    radio.disabled = !anyhow;
    radio.closest('.option')?.classList.toggle('option-out', !possible);
  }
  const kind = kinds.find((one) => fits(one));
  const button = form.querySelector<HTMLButtonElement>('.buy-button');
  if (button) button.disabled = kind === undefined || kind.tone === 'none';
  if (kind) show(form, kind);
}

/** The price and the presence stand beside the form, in the facts of the product. */
function show(form: HTMLFormElement, kind: Kind): void {
  const facts = form.closest('.facts') ?? document;
  const price = facts.querySelector('.facts-price .price');
  const words = price?.querySelector('.hidden-text');
  if (price) price.replaceChildren(...(words ? [words] : []), kind.price);
  const old = facts.querySelector<HTMLElement>('.facts-price .price-old');
  if (old) {
    old.hidden = kind.old === null;
    if (kind.old !== null) old.replaceChildren(...[...old.children].slice(0, 1), kind.old);
  }
  const presence = facts.querySelector('.presence');
  if (presence) {
    presence.className = `presence presence-${kind.tone}`;
    presence.textContent = kind.presence;
  }
  const quantity = form.querySelector<HTMLInputElement>('input[type=number]');
  if (quantity) {
    quantity.max = String(kind.max);
    if (quantity.valueAsNumber > kind.max) quantity.value = String(kind.max);
  }
}

function nameCause(form: HTMLFormElement): void {
  const itemId = form.dataset['buy'];
  const cause = itemId ? causeOf(itemId) : undefined;
  if (!cause) return;
  const fill = (name: string, value: unknown) => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && value !== undefined) field.value = String(value);
  };
  fill('surface', cause.surface);
  fill('widget', cause.widget);
  fill('request_id', cause.request_id);
  fill('rank', cause.rank);
}

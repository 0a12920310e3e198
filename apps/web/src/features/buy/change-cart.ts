import { pageText } from '../../language/index.ts';
import { safeBack } from '../back/safe-back.ts';
import type { WebServices } from '../../services.ts';
import type { AddFailure, AddRequest } from '../../services/buy-services.ts';
import { flash } from '../flash/index.ts';
import { readCause } from './read-cause.ts';

/** Where a change of the basket leads, and the message that goes along. */
export interface Changed {
  to: string;
  cookie: string | null;
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.slice(0, 2_000) : '';
};

/** Reads the press of an "add" button. */
function readAdd(form: FormData): AddRequest {
  const options = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('option:') && typeof value === 'string' ? [[name.slice('option:'.length), value] as const] : [],
  );
  const quantity = text(form, 'quantity');
  return {
    skuId: text(form, 'sku') || undefined,
    productId: text(form, 'product') || undefined,
    options: Object.fromEntries(options.slice(0, 10)),
    quantity: quantity === '' ? 1 : Number(quantity),
    cause: readCause(form),
    formKey: /^[\w-]{8,64}$/.test(text(form, 'key')) ? text(form, 'key') : null,
  };
}

/** Does what a form of the basket asks: `add`, `change`, `remove` or `clear`. */
export async function changeCart(services: Pick<WebServices, 'buy' | 'locale'>, form: FormData): Promise<Changed> {
  const { t } = pageText(services.locale);
  const { cart } = services.buy;
  switch (text(form, 'intent')) {
    case 'add':
      return add(services, form);
    case 'change': {
      const changed = await cart.change(text(form, 'sku'), Number(text(form, 'quantity') || '1'));
      if (!changed.ok) return failed(t.cart.failed, changed.error, '/cart');
      const { limited } = changed.value;
      return {
        to: '/cart',
        cookie: limited === null ? null : flash({ tone: 'plain', text: t.cart.short(limited.left) }),
      };
    }
    case 'remove': {
      const skuId = text(form, 'sku');
      const name = (await cart.get()).lines.find((line) => line.skuId === skuId)?.name;
      await cart.remove(skuId);
      return { to: '/cart', cookie: name === undefined ? null : flash(t.cart.removed(name)) };
    }
    case 'clear':
      await cart.clear();
      return { to: '/cart', cookie: flash(t.cart.cleared) };
    default:
      return { to: '/cart', cookie: null };
  }
}

async function add(services: Pick<WebServices, 'buy' | 'locale'>, form: FormData): Promise<Changed> {
  const { t } = pageText(services.locale);
  const back = form.has('back') ? safeBack(form.get('back')) : '/cart';
  const added = await services.buy.cart.add(readAdd(form));
  if (!added.ok) {
    const { error } = added;
    return failed(t.cart.failed, error, error.code === 'cart.choose_sku' ? `/products/${error.slug}#buy` : back);
  }
  const { name, left } = added.value;
  const words = left === null ? t.cart.added(name) : t.cart.addedFewer(name, left);
  const link = back === '/cart' ? {} : { link: { href: '/cart', label: t.cart.see } };
  return { to: back, cookie: flash({ tone: 'done', text: words, ...link }) };
}

function failed(words: Readonly<Record<AddFailure['code'], string>>, error: AddFailure, to: string): Changed {
  return { to, cookie: flash({ tone: 'error', text: words[error.code] }) };
}

import type { Locale } from '../locale.ts';
import { about } from './about.ts';
import { account } from './account.ts';
import { cart } from './cart.ts';
import { checkout } from './checkout.ts';
import { company } from './company.ts';
import { errors } from './errors.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { listing } from './listing.ts';
import { newsletter } from './newsletter.ts';
import { orders } from './orders.ts';
import { privacy } from './privacy.ts';
import { product } from './product.ts';
import { surfaces } from './surfaces.ts';

/** One line an area; the key is how pages say it: `t.cart.title`. */
const areas = {
  about,
  account,
  cart,
  checkout,
  company,
  errors,
  frame,
  home,
  listing,
  newsletter,
  orders,
  privacy,
  product,
  surfaces,
};

export type Messages = { [Area in keyof typeof areas]: (typeof areas)[Area]['en'] };

/** Every area's words in one language. */
export function messagesOf(locale: Locale): Messages {
  return Object.fromEntries(Object.entries(areas).map(([name, words]) => [name, words[locale]])) as Messages;
}

import type { MailWords } from '../mail/write-mail.ts';
import { moneyText } from './money-text.ts';
import type { OrderView } from './order-reads.store.ts';

/** The mails an order sends. */
export type OrderMail = 'order_paid' | 'order_cancelled';

/** A mail about an order that waits; its words, and the secret link, are made when it goes. */
export interface QueuedOrderMail {
  readonly kind: 'order';
  readonly mail: OrderMail;
  readonly orderId: string;
  readonly locale: string;
}

interface Letter {
  readonly subject: (number: number) => string;
  readonly first: (number: number) => string;
  readonly label: string;
  readonly closing: string;
}

const letters: Readonly<Record<'en' | 'de', Readonly<Record<OrderMail, Letter>>>> = {
  en: {
    order_paid: {
      subject: (number) => `Your order ${number} at Vitrine`,
      first: (number) => `Thank you. Order ${number} is paid, and we pack it next:`,
      label: 'See the order',
      closing: 'The link opens this order to whoever has it: keep it to yourself.',
    },
    order_cancelled: {
      subject: (number) => `Order ${number} is cancelled`,
      first: (number) => `Order ${number} is cancelled, nothing is charged. It held:`,
      label: 'See the order',
      closing: 'If you did not want this, order again: the things are back on the shelf.',
    },
  },
  de: {
    order_paid: {
      subject: (number) => `Deine Bestellung ${number} bei Vitrine`,
      first: (number) => `Danke. Bestellung ${number} ist bezahlt, und wir packen sie als Nächstes:`,
      label: 'Bestellung ansehen',
      closing: 'Der Link öffnet diese Bestellung jedem, der ihn hat: Behalte ihn für dich.',
    },
    order_cancelled: {
      subject: (number) => `Bestellung ${number} ist storniert`,
      first: (number) => `Bestellung ${number} ist storniert, es wird nichts abgebucht. Darin war:`,
      label: 'Bestellung ansehen',
      closing: 'Falls du das nicht wolltest, bestelle neu: Die Sachen stehen wieder im Regal.',
    },
  },
};

/** The words of a mail about an order. `siteUrl` without a slash at the end; the token opens the order to a guest. */
export function orderMailWords(
  mail: OrderMail,
  order: OrderView,
  at: { readonly locale: string; readonly siteUrl: string; readonly token: string | null },
): MailWords {
  const speaksGerman = at.locale.startsWith('de');
  const letter = letters[speaksGerman ? 'de' : 'en'][mail];
  const money = (minor: number) => moneyText(minor, order.currency, at.locale);
  const lines = order.lines.map(
    (line) => `${line.quantity} × ${line.name}, ${money(line.unitPriceMinor * line.quantity)}`,
  );
  const total = `${speaksGerman ? 'Summe' : 'Total'}: ${money(order.totalMinor)}`;
  const { address } = order;
  const goesTo =
    address === null ? [] : [`${address.recipient}, ${address.line1}, ${address.postalCode} ${address.city}`];
  const path = `${at.siteUrl}${speaksGerman ? '/de' : ''}/orders/${order.number}`;
  return {
    subject: letter.subject(order.number),
    greeting: `${speaksGerman ? 'Hallo' : 'Hello'}${address === null ? '' : ` ${address.recipient}`},`,
    paragraphs: [letter.first(order.number), ...lines, total, ...goesTo],
    action: { label: letter.label, url: at.token === null ? path : `${path}?token=${at.token}` },
    closing: letter.closing,
  };
}

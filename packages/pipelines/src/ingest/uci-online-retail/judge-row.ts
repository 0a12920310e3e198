import type { Fault } from '../reading/row-batches.ts';

/** The columns of the source, in our order. */
export const columns: readonly string[] = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
];

/** A checked line of an invoice. */
export interface InvoiceRow {
  readonly invoice: string;
  readonly cancels: boolean;
  readonly code: string;
  readonly description: string;
  readonly quantity: number;
  readonly at: Date;
  readonly priceMinor: number;
  readonly customer: string | null;
  readonly country: string;
}

type Judged = { readonly ok: true; readonly row: InvoiceRow } | ({ readonly ok: false } & Fault);

const goods = /^(\d{5}[A-Z]*|DCGS[A-Z0-9]+|GIFT_\d+_\d+)$/;
const number = /^-?\d+(\.\d+)?$/;
const invoiceForm = /^[CA]?\d{6}$/i;
const customerForm = /^(\d{1,10}(\.0)?)?$/;

type Texts = readonly [
  invoice: string,
  code: string,
  description: string,
  quantity: string,
  date: string,
  price: string,
  customer: string,
  country: string,
];

/** Checks the trimmed fields of one record, in the order of `columns`: the row, or the field at fault and why. */
export function judgeRow(fields: readonly string[]): Judged {
  const texts = fields as unknown as Texts;
  const fault = formFault(texts) ?? meaningFault(texts);
  return fault ? { ok: false, ...fault } : { ok: true, row: rowOf(texts) };
}

/** A field that is not what its column holds. */
function formFault([invoice, , , quantity, date, price, customer]: Texts): Fault | null {
  const shown = (text: string) => `"${text.slice(0, 40)}"`;
  if (!invoiceForm.test(invoice)) {
    const message = `${shown(invoice)} is no invoice number (six digits, with C for a cancellation)`;
    return { field: 'InvoiceNo', reason: 'bad-invoice', message };
  }
  const pieces = Number(quantity);
  if (!number.test(quantity) || !Number.isInteger(pieces) || pieces === 0 || Math.abs(pieces) > 1e6) {
    return { field: 'Quantity', reason: 'bad-quantity', message: `${shown(quantity)} is no whole number of pieces` };
  }
  if (!number.test(price) || Math.abs(Number(price)) > 1e9) {
    return { field: 'UnitPrice', reason: 'bad-price', message: `${shown(price)} is no price` };
  }
  if (!readTime(date)) {
    const message = `${shown(date)} is no time like 2010-12-01 08:26:00 or 12/1/2010 8:26`;
    return { field: 'InvoiceDate', reason: 'bad-date', message };
  }
  if (!customerForm.test(customer)) {
    return { field: 'CustomerID', reason: 'bad-customer', message: `${shown(customer)} is no customer number` };
  }
  return null;
}

/** A row in good form that is not the sale, or the cancelled sale, of a product. */
function meaningFault([invoice, code, , quantity, , price]: Texts): Fault | null {
  const cancels = /^c/i.test(invoice);
  if (!goods.test(code.toUpperCase())) {
    const message = `${code.slice(0, 40) || 'an empty code'} is a fee, postage or a correction, not a product`;
    return { field: 'StockCode', reason: 'not-a-product', message };
  }
  if (Number(quantity) < 0 && !cancels) {
    const message = 'is negative without a cancellation: a correction of stock, not a sale';
    return { field: 'Quantity', reason: 'stock-correction', message };
  }
  if (Number(quantity) > 0 && cancels) {
    return { field: 'Quantity', reason: 'bad-quantity', message: 'is positive in a cancellation' };
  }
  if (minorOf(price) <= 0) return { field: 'UnitPrice', reason: 'no-price', message: `${price} is no price of a sale` };
  return null;
}

const minorOf = (price: string) => Math.round(Number(price) * 100);

function rowOf([invoice, code, description, quantity, date, price, customer, country]: Texts): InvoiceRow {
  return {
    invoice: invoice.toUpperCase(),
    cancels: /^c/i.test(invoice),
    code: code.toUpperCase(),
    description,
    quantity: Math.abs(Number(quantity)),
    at: readTime(date) ?? new Date(Number.NaN),
    priceMinor: minorOf(price),
    customer: customer === '' ? null : customer.replace(/\.0$/, ''),
    country,
  };
}

/** Times of the source carry no zone; they are taken as UTC. */
function readTime(text: string): Date | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/.exec(text);
  const parts = iso
    ? iso.slice(1, 7)
    : american
      ? [american[3], american[1], american[2], american[4], american[5], '0']
      : null;
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same =
    at.getUTCFullYear() === year &&
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === day &&
    at.getUTCHours() === hour;
  return same && minute < 60 && second < 60 ? at : null;
}

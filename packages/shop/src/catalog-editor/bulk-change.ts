import { toMinorUnits } from '@vitrine/contracts';
import type { EditFault, Json } from './editable-product.ts';
import { isId, textFault } from './check-patch.ts';

/** To which ending a new price is rounded: to the minor unit, to whole units, or to one that ends on .95 or .99. */
export const priceRoundings = ['exact', 'whole', '95', '99'] as const;
export type PriceRounding = (typeof priceRoundings)[number];

/** One decision about many products. Amounts are minor units; `percent` may be negative. */
export type BulkChange =
  | { readonly kind: 'price'; readonly percent: number; readonly rounding: PriceRounding; readonly keepOld?: boolean }
  | {
      readonly kind: 'price';
      readonly amountMinor: number;
      readonly rounding: PriceRounding;
      readonly keepOld?: boolean;
    }
  | { readonly kind: 'brand'; readonly brandId: string | null }
  | { readonly kind: 'category'; readonly categoryId: string }
  | { readonly kind: 'tags'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'archived'; readonly archived: boolean }
  | { readonly kind: 'stock'; readonly set: number }
  | { readonly kind: 'stock'; readonly add: number };

/** A price as a bulk edit sees it. */
export interface PricePair {
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/** Minor units of one major unit: 100 for EUR, 1 for JPY, 1000 for KWD. */
function unitOf(currency: string): number {
  return toMinorUnits(1, currency);
}

/** A price rounded to its ending, by the digits of its currency; never below zero. */
export function roundPrice(minor: number, rounding: PriceRounding, currency: string): number {
  const unit = unitOf(currency);
  const exact = Math.max(0, Math.round(minor));
  if (rounding === 'exact') return exact;
  // A currency without decimals ends on 95 of a hundred instead.
  const step = unit === 1 ? 100 : unit;
  if (rounding === 'whole') return unit === 1 ? exact : Math.round(exact / unit) * unit;
  const ending = Math.round((step * Number(rounding)) / 100);
  const below = Math.floor(exact / step) * step + ending;
  const candidates = [below - step, below, below + step].filter((price) => price >= 0);
  return candidates.reduce(
    (best, price) => (Math.abs(price - exact) < Math.abs(best - exact) ? price : best),
    candidates[0] ?? ending,
  );
}

/** The price after a change; `keepOld` shows the old one struck through when the new one is lower. */
export function nextPrice(
  before: PricePair,
  change: Extract<BulkChange, { kind: 'price' }>,
  currency: string,
): PricePair {
  const wanted =
    'percent' in change ? before.amountMinor * (1 + change.percent / 100) : before.amountMinor + change.amountMinor;
  const amountMinor = roundPrice(wanted, change.rounding, currency);
  const old =
    change.keepOld === true ? Math.max(before.amountMinor, before.compareAtMinor ?? 0) : before.compareAtMinor;
  return { amountMinor, compareAtMinor: old !== null && old > amountMinor ? old : null };
}

/** Home shelf and all shelves. */
interface Shelves {
  readonly home: string;
  readonly all: readonly string[];
}

/** What a field holds after the change. The caller gives the value in the form of that kind of change. */
export function nextValue(change: BulkChange, before: Json, currency: string): Json {
  switch (change.kind) {
    case 'price': {
      const { amountMinor, compareAtMinor } = nextPrice(before as unknown as PricePair, change, currency);
      return { amountMinor, compareAtMinor };
    }
    case 'brand':
      return change.brandId;
    case 'category': {
      const { home, all } = before as unknown as Shelves;
      const shelves = new Set([...all.filter((id) => id !== home), change.categoryId]);
      return { home: change.categoryId, all: [...shelves].toSorted() };
    }
    case 'tags': {
      const gone = new Set(change.remove);
      return [...new Set([...(before as readonly string[]).filter((tag) => !gone.has(tag)), ...change.add])].toSorted();
    }
    case 'archived':
      return change.archived;
    case 'stock':
      return 'set' in change ? change.set : Math.max(0, Number(before) + change.add);
  }
}

/** A sentence for the log. */
export function describeChange(change: BulkChange): string {
  switch (change.kind) {
    case 'price': {
      const by = 'percent' in change ? `${change.percent} %` : `${change.amountMinor} minor units`;
      return `Price by ${by}, rounded: ${change.rounding}`;
    }
    case 'brand':
      return change.brandId === null ? 'Brand taken away' : 'Brand set';
    case 'category':
      return 'Category set';
    case 'tags':
      return [
        change.add.length > 0 && `Tags added: ${change.add.join(', ')}`,
        change.remove.length > 0 && `Tags removed: ${change.remove.join(', ')}`,
      ]
        .filter(Boolean)
        .join('; ');
    case 'archived':
      return change.archived ? 'Archived' : 'Restored';
    case 'stock':
      return 'set' in change ? `Stock set to ${change.set}` : `Stock by ${change.add}`;
  }
}

const wholeNumber = (value: number) => Number.isInteger(value) && Math.abs(value) <= 1_000_000;

/** What is wrong with a change, by the name of its field in the form. */
export function checkChange(change: BulkChange): EditFault[] {
  switch (change.kind) {
    case 'price': {
      if (!priceRoundings.includes(change.rounding))
        return [{ path: 'rounding', message: `Choose one of ${priceRoundings.join(', ')}.` }];
      if ('percent' in change)
        return Number.isFinite(change.percent) &&
          change.percent > -100 &&
          change.percent <= 1_000 &&
          change.percent !== 0
          ? []
          : [{ path: 'percent', message: 'Write per cent between -99 and 1000, such as -10.' }];
      return Number.isSafeInteger(change.amountMinor) && change.amountMinor !== 0
        ? []
        : [{ path: 'amount', message: 'Write an amount, such as -5.00.' }];
    }
    case 'brand':
      return change.brandId === null || isId(change.brandId)
        ? []
        : [{ path: 'brandId', message: 'Choose a brand from the list.' }];
    case 'category':
      return isId(change.categoryId) ? [] : [{ path: 'categoryId', message: 'Choose a category from the list.' }];
    case 'tags': {
      const tags = [...change.add, ...change.remove];
      return tags.length > 0 &&
        tags.length <= 50 &&
        tags.every((tag) => textFault(tag, 60, true) === null && !/\s/.test(tag))
        ? []
        : [{ path: 'tags', message: 'Write tags without spaces, such as summer, linen.' }];
    }
    case 'archived':
      return [];
    case 'stock': {
      const amount = 'set' in change ? change.set : change.add;
      return wholeNumber(amount) && ('set' in change ? amount >= 0 : amount !== 0)
        ? []
        : [{ path: 'amount', message: 'Write a whole number up to a million.' }];
    }
  }
}

import type { Behaviour } from './behaviour.ts';
import { keepText } from '../reading/read-lines.ts';

/** Purchases that belong together. */
export interface Basket {
  /** The order's id in the source, or one made of its first purchase. */
  readonly order: string;
  readonly person: string;
  readonly session: string | null;
  readonly atMs: number;
  readonly lines: readonly Behaviour[];
}

interface OpenBasket {
  readonly key: string;
  readonly first: Behaviour;
  readonly lines: Behaviour[];
  lastMs: number;
  lastRow: number;
}

/** Purchases of one session within so long are one order where the source names none. */
const togetherMs = 60_000;

/** A named order is whole when so many purchases passed without one of its own; one without a name sooner, a minute being short. */
const patience = { named: 20_000, unnamed: 1000 };

/** Gathers purchases into orders. Lines of an order stand near each other; one that comes late opens a second part of it. */
export class OrderDesk {
  readonly #open = new Map<string, OpenBasket>();
  /** Parts given out of orders that the source names, so that a late line does not vanish behind a known order. */
  readonly #parts = new Map<string, number>();
  #rows = 0;

  /** Takes a purchase; answers the baskets that are whole by now. */
  add(purchase: Behaviour): Basket[] {
    this.#rows += 1;
    const key = keepText(purchase.order ?? `${purchase.session ?? ''}\u0001${purchase.person}`);
    const whole: Basket[] = [];
    const known = this.#open.get(key);
    const belongs = known && (purchase.order !== null || Math.abs(purchase.atMs - known.lastMs) <= togetherMs);
    if (known && belongs) {
      known.lines.push(kept(purchase));
      known.lastMs = purchase.atMs;
      known.lastRow = this.#rows;
    } else {
      if (known) whole.push(this.#close(known));
      const first = kept(purchase);
      this.#open.set(key, { key, first, lines: [first], lastMs: purchase.atMs, lastRow: this.#rows });
    }
    if (this.#rows % 500 === 0) whole.push(...this.#closeBefore(this.#rows));
    return whole;
  }

  /** The baskets that are still open, at the end. */
  end(): Basket[] {
    return [...this.#open.values()].map((basket) => this.#close(basket));
  }

  #closeBefore(now: number): Basket[] {
    const isWhole = ({ first, lastRow }: OpenBasket) =>
      now - lastRow >= (first.order === null ? patience.unnamed : patience.named);
    return [...this.#open.values()].filter(isWhole).map((basket) => this.#close(basket));
  }

  #close({ key, first, lines }: OpenBasket): Basket {
    this.#open.delete(key);
    const { person, session, atMs } = first;
    return { order: this.#nameOf(first), person, session, atMs, lines };
  }

  #nameOf(first: Behaviour): string {
    if (first.order === null) return `${first.session ?? first.person}:${first.atMs.toString(36)}`;
    const part = (this.#parts.get(first.order) ?? 0) + 1;
    this.#parts.set(first.order, part);
    return part === 1 ? first.order : `${first.order}/${part}`;
  }
}

/** A copy without ties to the piece of the file that it was cut from: baskets wait while thousands of rows pass. */
function kept(purchase: Behaviour): Behaviour {
  const { item, person, session, order } = purchase;
  return {
    ...purchase,
    item: keepText(item),
    person: keepText(person),
    session: session === null ? null : keepText(session),
    order: order === null ? null : keepText(order),
    category: '',
    brand: '',
  };
}

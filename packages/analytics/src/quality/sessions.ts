import { summarize, type Summary } from './summary.ts';

/** Rows of a behaviour log, one per page view or basket action, as columns of equal length. */
export interface SessionLog {
  /** Dense session number of each row; rows of a session need not be neighbours. */
  readonly sessions: ArrayLike<number>;
  /** Unix seconds of each row. */
  readonly timesSec: ArrayLike<number>;
  readonly items: ArrayLike<number>;
  /** 0 view, 2 add, 3 purchase (the wire contract's codes); other rows are left out of every figure here. */
  readonly types: ArrayLike<number>;
}

/** Length, duration and pauses of sessions. */
export interface SessionShape {
  readonly sessions: number;
  readonly eventsPerSession: Summary;
  /** Seconds from first to last event, sessions of two or more events. */
  readonly durationSec: Summary;
  /** Seconds between neighbouring events of a session. */
  readonly gapSec: Summary;
}

/** What share of looks becomes a basket and an order. */
export interface Funnel {
  readonly views: number;
  readonly adds: number;
  readonly purchases: number;
  readonly addsPerView: number;
  /** Purchased lines per product view. */
  readonly purchasesPerView: number;
  readonly sessionsWithAdd: number;
  readonly sessionsWithPurchase: number;
}

/** How much the products of a session have to do with each other. */
export interface Coherence {
  /** Share of successive views that show the same product again. */
  readonly nextSameProduct: number;
  /** Of successive views of different products, the share in the same category. */
  readonly nextSameCategory: number;
  readonly nextSameBrand: number;
  /** Chance that two views drawn at random fall in one category: what `nextSameCategory` would be without intent. */
  readonly sameCategoryByChance: number;
  /** Median |ln price ratio| of successive views of different products. */
  readonly priceStepMedian: number;
  /** Share of views of a product that the session had seen before. */
  readonly repeatViewShare: number;
  readonly distinctProducts: Summary;
  readonly categoriesPerSession: Summary;
  /** Share of purchased lines whose product the same session had viewed. */
  readonly boughtWasViewed: number;
}

/** Properties of each item by index, for `sessionCoherence`. */
export interface ItemColumns {
  readonly categories: ArrayLike<number>;
  readonly brands: ArrayLike<number>;
  readonly prices: ArrayLike<number>;
}

/** Session lengths, durations and gaps of the rows that are views, adds or purchases. */
export function sessionShape(log: SessionLog): SessionShape {
  const lengths: number[] = [];
  const durations: number[] = [];
  const gaps: number[] = [];
  for (const rows of rowsBySession(log)) {
    lengths.push(rows.length);
    if (rows.length > 1) durations.push(log.timesSec[rows[rows.length - 1]] - log.timesSec[rows[0]]);
    for (let at = 1; at < rows.length; at++) gaps.push(log.timesSec[rows[at]] - log.timesSec[rows[at - 1]]);
  }
  return {
    sessions: lengths.length,
    eventsPerSession: summarize(lengths),
    durationSec: summarize(durations),
    gapSec: summarize(gaps),
  };
}

/** Ratios from views to baskets to orders, and shares of sessions that reach each. */
export function funnel(log: SessionLog): Funnel {
  const counts = [0, 0, 0, 0];
  let sessions = 0;
  let withAdd = 0;
  let withPurchase = 0;
  for (const rows of rowsBySession(log)) {
    sessions++;
    for (const row of rows) counts[log.types[row]]++;
    if (rows.some((row) => log.types[row] === 2)) withAdd++;
    if (rows.some((row) => log.types[row] === 3)) withPurchase++;
  }
  const [views, , adds, purchases] = counts;
  return {
    views,
    adds,
    purchases,
    addsPerView: adds / views,
    purchasesPerView: purchases / views,
    sessionsWithAdd: withAdd / sessions,
    sessionsWithPurchase: withPurchase / sessions,
  };
}

/** Likeness of the products that follow each other in a session. */
export function sessionCoherence(log: SessionLog, items: ItemColumns): Coherence {
  const count = new CoherenceCount(items);
  for (const rows of rowsBySession(log)) {
    const views = rows.filter((row) => log.types[row] === 0).map((row) => log.items[row]);
    const bought = rows.filter((row) => log.types[row] === 3).map((row) => log.items[row]);
    count.add(views, bought);
  }
  return count.result();
}

class CoherenceCount {
  readonly #items: ItemColumns;
  readonly #priceSteps: number[] = [];
  readonly #distinct: number[] = [];
  readonly #categories: number[] = [];
  readonly #viewsOfCategory = new Map<number, number>();
  #pairs = 0;
  #same = 0;
  #category = 0;
  #brand = 0;
  #views = 0;
  #repeats = 0;
  #bought = 0;
  #boughtViewed = 0;

  constructor(items: ItemColumns) {
    this.#items = items;
  }

  add(views: readonly number[], bought: readonly number[]): void {
    const seen = new Set(views);
    this.#bought += bought.length;
    this.#boughtViewed += bought.filter((item) => seen.has(item)).length;
    if (views.length === 0) return;
    const { categories } = this.#items;
    this.#views += views.length;
    this.#repeats += views.length - seen.size;
    this.#distinct.push(seen.size);
    this.#categories.push(new Set(views.map((item) => categories[item])).size);
    for (const item of views) {
      this.#viewsOfCategory.set(categories[item], (this.#viewsOfCategory.get(categories[item]) ?? 0) + 1);
    }
    for (let at = 1; at < views.length; at++) this.#addPair(views[at - 1], views[at]);
  }

  #addPair(from: number, to: number): void {
    this.#pairs++;
    if (from === to) {
      this.#same++;
      return;
    }
    const { categories, brands, prices } = this.#items;
    if (categories[from] === categories[to]) this.#category++;
    if (brands[from] === brands[to]) this.#brand++;
    if (prices[from] > 0 && prices[to] > 0) this.#priceSteps.push(Math.abs(Math.log(prices[to] / prices[from])));
  }

  result(): Coherence {
    const others = this.#pairs - this.#same;
    let chance = 0;
    for (const views of this.#viewsOfCategory.values()) chance += (views / this.#views) ** 2;
    return {
      nextSameProduct: this.#same / this.#pairs,
      nextSameCategory: this.#category / others,
      nextSameBrand: this.#brand / others,
      sameCategoryByChance: chance,
      priceStepMedian: summarize(this.#priceSteps).median,
      repeatViewShare: this.#repeats / this.#views,
      distinctProducts: summarize(this.#distinct),
      categoriesPerSession: summarize(this.#categories),
      boughtWasViewed: this.#bought === 0 ? 1 : this.#boughtViewed / this.#bought,
    };
  }
}

/** Rows of each session in time order (ties keep the log's order), views, adds and purchases only. */
function rowsBySession(log: SessionLog): number[][] {
  const bySession = new Map<number, number[]>();
  for (let row = 0; row < log.sessions.length; row++) {
    const type = log.types[row];
    if (type !== 0 && type !== 2 && type !== 3) continue;
    const rows = bySession.get(log.sessions[row]);
    if (rows === undefined) bySession.set(log.sessions[row], [row]);
    else rows.push(row);
  }
  const sessions = [...bySession.values()];
  for (const rows of sessions) rows.sort((a, b) => log.timesSec[a] - log.timesSec[b] || a - b);
  return sessions;
}

import type { Kind } from './kinds/index.ts';
import type { CatalogSku } from './product.ts';
import { drawStock, oldPrice, priceWithEnding } from './prices.ts';
import { pickWeighted, type Random } from './random.ts';
import type { SizeRun } from './kinds/kind.ts';

/** An option of a product with its factor on the price. */
type Choice = readonly [string, number];

const runs: Readonly<Record<SizeRun, readonly Choice[]>> = {
  none: [],
  shoe: [36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46].map((size) => [String(size), 1] as const),
  clothing: ['XS', 'S', 'M', 'L', 'XL', 'XXL'].map((size) => [size, 1] as const),
  'small-medium-large': ['S', 'M', 'L'].map((size) => [size, 1] as const),
  rug: [
    ['70 × 140 cm', 1],
    ['140 × 200 cm', 2.4],
    ['170 × 240 cm', 3.4],
    ['200 × 300 cm', 4.8],
  ],
  blanket: [
    ['130 × 170 cm', 1],
    ['150 × 200 cm', 1.25],
  ],
  towel: [
    ['50 × 90 cm', 1],
    ['70 × 140 cm', 2],
  ],
  cushion: [
    ['40 × 40 cm', 1],
    ['50 × 50 cm', 1.3],
    ['40 × 60 cm', 1.3],
  ],
};

/** Width and length in cm of the smallest size of a run that is named by its measures. */
export function firstMeasures(run: SizeRun): readonly [number, number] | null {
  const found = /^(\d+) × (\d+)/.exec(runs[run][0]?.[0] ?? '');
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

function choicesOf(kind: Kind, random: Random): readonly Choice[] {
  const run = runs[kind.sizes ?? 'none'];
  if (run.length < 5) return run;
  const first = pickWeighted(random, [
    [0, 5],
    [1, 3],
    [2, 1],
  ] as const);
  const last =
    run.length -
    pickWeighted(random, [
      [0, 5],
      [1, 3],
      [2, 1],
    ] as const);
  return run.slice(first, last);
}

/** What makes the SKUs of one product. */
export interface SkuDraft {
  readonly kind: Kind;
  /** Start of each SKU code. */
  readonly code: string;
  readonly priceMinor: number;
  /** Names of further colours in which it is sold; the drawn colour first. Empty when there is one. */
  readonly colors: readonly string[];
}

/** The SKUs of a product: sizes or colours where its kind has them, one otherwise; one in seven products is reduced. */
export function makeSkus(draft: SkuDraft, random: Random): CatalogSku[] {
  const { kind, code, priceMinor, colors } = draft;
  const reduction = random() < 0.15 ? oldPrice(priceMinor, random) / priceMinor : 1;
  const price = (factor: number, options: Record<string, string>, suffix: string): CatalogSku => {
    const minor = factor === 1 ? priceMinor : priceWithEnding((priceMinor * factor) / 100, random);
    return {
      sku: suffix === '' ? code : `${code}-${suffix}`,
      options,
      priceMinor: minor,
      ...(reduction > 1 ? { compareAtMinor: Math.round((minor * reduction) / 5) * 5 } : {}),
      currency: 'EUR',
      stock: drawStock(random),
    };
  };
  const sizes = choicesOf(kind, random);
  if (sizes.length > 0) {
    return sizes.map(([size, factor]) => price(factor, { size }, size.replace(/ cm/, '').replace(/ × /, 'X')));
  }
  if (colors.length > 1) {
    return colors.map((color) =>
      price(
        1,
        { color },
        color
          .toUpperCase()
          .replace(/[^A-Z]/g, '')
          .slice(0, 6),
      ),
    );
  }
  return [price(1, {}, '')];
}

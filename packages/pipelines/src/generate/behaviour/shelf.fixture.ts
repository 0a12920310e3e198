import { dayMs } from './calendar.ts';
import { Random } from './random.ts';
import type { ShelfProduct } from './shelf.ts';

/** A plain catalog for tests of behaviour: 15 categories of 5 kinds, 60 brands, log-normal prices. */
export function plainShelf(products: number, asOf: Date): ShelfProduct[] {
  const random = new Random(1, 99);
  const styles = ['modern', 'rustic', 'classic', 'playful', 'nordic', 'industrial'];
  return Array.from({ length: products }, (_, index) => {
    const category = index % 15;
    const kind = category * 5 + random.below(5);
    const priceMinor = Math.round(random.logNormal(3500, 0.7));
    const ageDays = random.chance(0.7) ? 400 + random.below(600) : random.below(365);
    return {
      externalId: `p${index}`,
      categorySlug: `c${category}`,
      brandSlug: `b${(category * 7 + random.below(10)) % 60}`,
      kind: `k${kind}`,
      style: random.pick(styles),
      colorName: `color${random.below(14)}`,
      priceMinor,
      quality: random.next(),
      appeal: random.logNormal(1, 1),
      seasonPeakMonth: random.chance(0.25) ? 1 + random.below(12) : null,
      complements: [`k${(kind + 1) % 75}`, `k${(kind + 17) % 75}`],
      firstAvailable: new Date(asOf.getTime() - ageDays * dayMs),
      skus: [{ sku: `p${index}-s`, priceMinor, currency: 'EUR' }],
    };
  });
}

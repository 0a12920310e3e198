import { usePage } from '../../language/index.ts';
import type { ListingView } from './load-listing.ts';

const HEIGHT = 44;

/**
 * The price as a histogram with two handles over it and the same bounds as fields. Only the fields are sent; the handles
 * move them (`enhance/price-range.ts`), and without JavaScript the fields are all there is.
 */
export function PriceRange({ view }: { view: ListingView }) {
  const { t, money } = usePage();
  const { facets, asked, currency, minorPerMajor } = view;
  const price = facets?.price;
  if (!price || price.maxMinor <= price.minMinor) return null;
  const floor = Math.floor(price.minMinor / minorPerMajor);
  const ceiling = Math.ceil(price.maxMinor / minorPerMajor);
  const low = Math.max(floor, Math.min(ceiling, asked.min ?? floor));
  const high = Math.max(low, Math.min(ceiling, asked.max ?? ceiling));
  const sign = money(0, currency).replaceAll(/[\d.,\s]/g, '');
  return (
    <div className="price-range" data-price-range="">
      <div className="price-slider js-only">
        <Histogram price={price} low={low * minorPerMajor} high={high * minorPerMajor} />
        <input
          type="range"
          min={floor}
          max={ceiling}
          defaultValue={low}
          data-end="min"
          aria-label={`${t.listing.price}: ${t.listing.priceFrom}`}
          form=""
        />
        <input
          type="range"
          min={floor}
          max={ceiling}
          defaultValue={high}
          data-end="max"
          aria-label={`${t.listing.price}: ${t.listing.priceTo}`}
          form=""
        />
      </div>
      <div className="price-fields">
        <Bound name="min" label={t.listing.priceFrom} value={asked.min} bound={floor} sign={sign} />
        <Bound name="max" label={t.listing.priceTo} value={asked.max} bound={ceiling} sign={sign} />
      </div>
    </div>
  );
}

interface BoundProps {
  name: 'min' | 'max';
  label: string;
  value: number | null;
  bound: number;
  sign: string;
}

function Bound({ name, label, value, bound, sign }: BoundProps) {
  return (
    <label className="price-field">
      <span>{label}</span>
      <span className="field-frame">
        <input
          className="field-input tabular"
          inputMode="decimal"
          name={name}
          defaultValue={value ?? ''}
          placeholder={String(bound)}
          autoComplete="off"
        />
        <span className="field-after">{sign}</span>
      </span>
    </label>
  );
}

type Price = NonNullable<ListingView['facets']>['price'];

function Histogram({ price, low, high }: { price: Price; low: number; high: number }) {
  const { t } = usePage();
  const top = Math.max(1, ...price.histogram.map((bar) => bar.count));
  const span = price.maxMinor - price.minMinor;
  const across = (minor: number) => Math.round((1000 * minor) / span) / 10;
  // One path for those inside the bounds and one for those outside, instead of two dozen shapes.
  const bars = (inside: boolean) =>
    price.histogram
      .filter((bar) => bar.count > 0 && (bar.toMinor >= low && bar.fromMinor <= high) === inside)
      .map((bar) => {
        const height = Math.round(Math.max(2, (HEIGHT * bar.count) / top));
        const width = Math.max(0.5, across(bar.toMinor - bar.fromMinor) - 0.6).toFixed(1);
        return `M${across(bar.fromMinor - price.minMinor)} ${HEIGHT}v-${height}h${width}v${height}z`;
      })
      .join('');
  return (
    <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t.listing.priceHistogram}>
      <path className="bar-in" d={bars(true)} />
      <path className="bar-out" d={bars(false)} />
    </svg>
  );
}

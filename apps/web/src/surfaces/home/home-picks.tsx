import { ProductCard } from '../../design/components/product-card.tsx';
import { Row } from '../../design/components/row.tsx';
import { PriceChoice } from '../../features/price-choice/price-choice.tsx';
import { usePage } from '../../language/index.ts';
import type { SurfaceView } from '../surface-view.ts';

/** The first row of the front page, with a choice of prices. */
export function HomePicks({ view, under, currency }: { view: SurfaceView; under: number | null; currency: string }) {
  const { t } = usePage();
  if (view.entries.length === 0 && under === null) return null;
  const widget = { surface: view.surface, widget: 'picked-for-you', requestId: view.requestId };
  const tools = <PriceChoice chosen={under} currency={currency} title={view.title} row="picked" path="/" />;
  return (
    <Row id="picked" title={view.title} why={view.why} widget={widget} wide tools={tools}>
      {view.entries.length === 0 ? <li className="row-none">{t.surfaces.noneInPrice}</li> : null}
      {view.entries.map(({ card, rank, why }) => (
        <li key={card.id}>
          <ProductCard card={card} rank={rank} why={why} row="picked" />
        </li>
      ))}
    </Row>
  );
}

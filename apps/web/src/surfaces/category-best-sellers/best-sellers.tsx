import { ProductCard } from '../../design/components/product-card.tsx';
import { Row } from '../../design/components/row.tsx';
import type { SurfaceView } from '../surface-view.ts';

export function BestSellers({ view }: { view: SurfaceView }) {
  const widget = { surface: view.surface, widget: 'best-sellers', requestId: view.requestId };
  return (
    <Row id="best-sellers" title={view.title} why={view.why} widget={widget} wide>
      {view.entries.map(({ card, rank, why }) => (
        <li key={card.id}>
          <ProductCard card={card} rank={rank} why={why} row="best-sellers" />
        </li>
      ))}
    </Row>
  );
}

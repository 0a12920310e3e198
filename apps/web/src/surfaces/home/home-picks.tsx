import { ProductCard } from '../../design/components/product-card.tsx';
import { Row } from '../../design/components/row.tsx';
import type { SurfaceView } from '../surface-view.ts';

export function HomePicks({ view }: { view: SurfaceView }) {
  if (view.entries.length === 0) return null;
  const widget = { surface: view.surface, widget: 'picked-for-you', requestId: view.requestId };
  return (
    <Row id="picked" title={view.title} why={view.why} widget={widget} wide>
      {view.entries.map(({ card, rank, why }) => (
        <li key={card.id}>
          <ProductCard card={card} rank={rank} why={why} row="picked" />
        </li>
      ))}
    </Row>
  );
}

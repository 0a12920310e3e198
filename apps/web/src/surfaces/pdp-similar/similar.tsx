import { ProductCard } from '../../design/components/product-card.tsx';
import { Row } from '../../design/components/row.tsx';
import type { SurfaceView } from '../surface-view.ts';

export function Similar({ view }: { view: SurfaceView }) {
  if (view.entries.length === 0) return null;
  const widget = { surface: view.surface, widget: 'similar', requestId: view.requestId };
  return (
    <Row id="similar" title={view.title} why={view.why} widget={widget}>
      {view.entries.map(({ card, rank, why }) => (
        <li key={card.id}>
          <ProductCard card={card} rank={rank} why={why} row="similar" />
        </li>
      ))}
    </Row>
  );
}

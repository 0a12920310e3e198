import { ProductCard } from '../../design/components/product-card.tsx';
import { Row } from '../../design/components/row.tsx';
import { QuickAdd } from '../../features/buy/quick-add.tsx';
import type { SurfaceView } from '../surface-view.ts';

/** A row whose cards can be put in with one press. */
export function BuyRow({ view, back }: { view: SurfaceView | null; back: string }) {
  if (view === null) return null;
  const { surface, requestId } = view;
  return (
    <Row id={surface} title={view.title} why={view.why} widget={{ surface, widget: surface, requestId }}>
      {view.entries.map(({ card, rank, why }) => (
        <li key={card.id} className="with-add">
          <ProductCard card={card} rank={rank} why={why} row={surface} />
          {card.stock?.tone === 'none' || !card.priced ? null : (
            <QuickAdd
              productId={card.id}
              name={card.name}
              place={{ surface, widget: surface, requestId, rank: requestId === null ? undefined : rank }}
              back={back}
            />
          )}
        </li>
      ))}
    </Row>
  );
}

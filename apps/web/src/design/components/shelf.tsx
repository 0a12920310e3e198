import type { SurfaceView } from '../../surfaces/surface-view.ts';
import { Picture, tintStyle } from './picture.tsx';

/** Recently viewed: small things on a plank. */
export function Shelf({ view, widget }: { view: SurfaceView; widget: string }) {
  return (
    <section
      className="section wrap"
      aria-labelledby={`${widget}-title`}
      data-surface={view.surface}
      data-widget={widget}
      data-request-id={view.requestId ?? undefined}
    >
      <h2 className="section-title shelf-title" id={`${widget}-title`}>
        {view.title}
      </h2>
      <p className="section-why">{view.why}</p>
      <ul className="shelf" tabIndex={0} aria-label={view.title}>
        {view.entries.map(({ card, rank }) => (
          <li key={card.id} className="shelf-thing card" data-item-id={card.id} data-rank={rank}>
            <span className="tile" style={tintStyle(card.tint)}>
              <Picture image={card.images[0]} sizes="104px" />
            </span>
            <span className="shelf-plank" />
            <h3 className="card-name shelf-name">
              <a href={card.href}>{card.name}</a>
            </h3>
          </li>
        ))}
      </ul>
    </section>
  );
}

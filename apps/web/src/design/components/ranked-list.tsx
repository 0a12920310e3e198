import type { CSSProperties } from 'react';
import type { SurfaceView } from '../../surfaces/surface-view.ts';
import { Picture, tintStyle } from './picture.tsx';
import { Price } from './price.tsx';
import { Rating } from './rating.tsx';
import { WhyThis } from './why-this.tsx';

/** Trending as what it is: a list with places, not another carousel. */
export function RankedList({ view, widget }: { view: SurfaceView; widget: string }) {
  return (
    <section
      className="section wrap"
      aria-labelledby={`${widget}-title`}
      data-surface={view.surface}
      data-widget={widget}
      data-request-id={view.requestId ?? undefined}
    >
      <div className="section-head">
        <div>
          <h2 className="section-title" id={`${widget}-title`}>
            {view.title}
          </h2>
          <p className="section-why">{view.why}</p>
        </div>
      </div>
      <ol className="ranked" style={{ '--half': Math.ceil(view.entries.length / 2) } as CSSProperties}>
        {view.entries.map(({ card, rank, why }, index) => (
          <li key={card.id}>
            <article className="card ranked-line" data-item-id={card.id} data-rank={rank}>
              <span className="ranked-place" aria-hidden="true">
                {index + 1}
              </span>
              <span className="tile" style={tintStyle(card.tint)}>
                <Picture image={card.images[0]} sizes="76px" />
              </span>
              <div>
                <h3 className="card-name">
                  <a href={card.href}>{card.name}</a>
                </h3>
                <p className="card-brand">{card.brand ?? '\u00a0'}</p>
                {why ? <WhyThis id={`why-${widget}-${card.id}`} name={card.name} sentence={why} /> : null}
              </div>
              <p className="ranked-facts">
                <Price price={card.price} oldPrice={card.oldPrice} />
                <Rating rating={card.rating} count={card.ratingCount} />
              </p>
            </article>
          </li>
        ))}
      </ol>
    </section>
  );
}

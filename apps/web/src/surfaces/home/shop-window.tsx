import type { CSSProperties } from 'react';
import { footStyle } from '../../design/foot-style.ts';
import { Picture } from '../../design/components/picture.tsx';
import { usePage } from '../../language/index.ts';
import type { SurfaceView } from '../surface-view.ts';

export interface ShopWindowProps {
  view: SurfaceView;
  /** One line of words. */
  line: string;
  below: string;
  action: { href: string; label: string };
}

/** Heights of the plinths, so that five things make one composition: a tall middle, low ends. */
const RISES = [64, 118, 168, 92, 132];
const ORDER = [3, 1, 0, 4, 2];

/** Whether a stand is one of those that a phone, which shows three, has no room for. */
const isEdge = (index: number, count: number): boolean =>
  (count === 5 && index === 0) || (count > 3 && index === count - 1);

/** The home page's window: real products on plinths under one lamp. */
export function ShopWindow({ view, line, below, action }: ShopWindowProps) {
  const { t } = usePage();
  const places = ORDER.filter((place) => place < view.entries.length);
  return (
    <div className="wrap">
      <section
        className="window"
        aria-label={t.home.window}
        data-surface={view.surface}
        data-widget="window"
        data-request-id={view.requestId ?? undefined}
      >
        <div className="window-wall">
          <div className="window-words">
            <h1>{line}</h1>
            <p>{below}</p>
            <a className="button" href={action.href}>
              {action.label}
            </a>
          </div>
          <ul
            className="window-stage"
            style={{ '--stands': places.length, '--stands-phone': Math.min(3, places.length) } as CSSProperties}
          >
            <li aria-hidden="true" className="window-light">
              <Lamp />
              <span className="window-beam" />
            </li>
            {places.map((place, index) => {
              const entry = view.entries[place];
              if (!entry) return null;
              const { card, rank } = entry;
              return (
                <li
                  key={card.id}
                  className={isEdge(index, places.length) ? 'stand stand-edge' : 'stand'}
                  style={{ '--rise': `${RISES[index]}px`, ...footStyle(card.images[0]) } as CSSProperties}
                  data-item-id={card.id}
                  data-rank={rank}
                >
                  <a href={card.href}>
                    <Picture image={card.images[0]} eager={index === 2 ? 'first' : true} sizes="200px" />
                    <span className="plinth">
                      <b>{card.name}</b> <span className="tabular">{card.price}</span>
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
          <span className="window-floor" />
        </div>
      </section>
    </div>
  );
}

function Lamp() {
  return (
    <svg className="window-lamp" viewBox="0 0 120 150">
      <path d="M60 0v74" stroke="oklch(0.3 0.03 265)" strokeWidth="2.5" />
      <path d="M52 74h16l3 10H49z" fill="oklch(0.42 0.06 55)" />
      <path d="M14 124a46 42 0 0 1 92 0z" fill="oklch(0.33 0.04 265)" />
      <path d="M14 124a46 42 0 0 1 46-42v42z" fill="oklch(0.42 0.045 265)" />
      <path d="M40 124a20 17 0 0 0 40 0z" fill="oklch(0.97 0.09 92)" />
      <path d="M14 124h92" stroke="oklch(0.86 0.12 80)" strokeWidth="2.5" />
    </svg>
  );
}

import { Children } from 'react';
import type { ReactNode } from 'react';
import { usePage } from '../../language/index.ts';
import { ArrowLeftIcon, ArrowRightIcon } from './icons.tsx';

export interface RowProps {
  title: string;
  /** Why the row is there, in a sentence. */
  why: string;
  id: string;
  children: ReactNode;
  /** What the tracker and tests read; absent for rows nobody recommended. */
  widget?: { surface: string; widget: string; requestId: string | null } | undefined;
  wide?: boolean;
  /** Stands under the sentence, e.g. a choice of prices. */
  tools?: ReactNode;
}

/** A row of cards: snaps under a thumb, turns by page at a desk (`enhance/rows.ts`), and plainly scrolls without JavaScript. */
export function Row({ title, why, id, children, widget, wide = false, tools }: RowProps) {
  const { t } = usePage();
  const count = Children.count(children);
  return (
    <section
      className="section wrap"
      id={id}
      aria-labelledby={`${id}-title`}
      data-row=""
      data-surface={widget?.surface}
      data-widget={widget?.widget}
      data-request-id={widget?.requestId ?? undefined}
    >
      <div className="section-head">
        <div>
          <h2 className="section-title" id={`${id}-title`}>
            {title}
          </h2>
          <p className="section-why">{why}</p>
          {tools}
        </div>
        <div className="row-pager">
          <span className="tabular" data-count={t.surfaces.count('{from}', '{to}', '{count}')}>
            {t.surfaces.count(1, Math.min(count, wide ? 5 : 4), count)}
          </span>
          <button type="button" className="round" disabled aria-label={t.surfaces.earlier(title)}>
            <ArrowLeftIcon />
          </button>
          <button type="button" className="round" disabled={count <= 4} aria-label={t.surfaces.further(title)}>
            <ArrowRightIcon />
          </button>
        </div>
      </div>
      <ul className={wide ? 'row-strip row-strip-five' : 'row-strip'} tabIndex={0} aria-label={title}>
        {children}
      </ul>
    </section>
  );
}

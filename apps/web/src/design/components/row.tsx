import { Children, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
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
}

/** A row of cards: snaps under a thumb, turns by page at a desk, and plainly scrolls without JavaScript. */
export function Row({ title, why, id, children, widget, wide = false }: RowProps) {
  const strip = useRef<HTMLUListElement>(null);
  const count = Children.count(children);
  const [seen, turn] = usePages(strip, count);
  return (
    <section
      className="section wrap"
      aria-labelledby={`${id}-title`}
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
        </div>
        <div className="row-pager">
          <span className="tabular" aria-live="polite">
            {seen.from}–{seen.to} of {count}
          </span>
          <button
            type="button"
            className="round"
            onClick={() => turn(-1)}
            disabled={seen.from <= 1}
            aria-label={`Earlier in ${title}`}
          >
            <ArrowLeftIcon />
          </button>
          <button
            type="button"
            className="round"
            onClick={() => turn(1)}
            disabled={seen.to >= count}
            aria-label={`Further in ${title}`}
          >
            <ArrowRightIcon />
          </button>
        </div>
      </div>
      <ul className={wide ? 'row-strip row-strip-five' : 'row-strip'} ref={strip} tabIndex={0} aria-label={title}>
        {children}
      </ul>
    </section>
  );
}

function usePages(strip: React.RefObject<HTMLUListElement | null>, count: number) {
  const [seen, setSeen] = useState({ from: 1, to: Math.min(count, 4) });
  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const look = () => {
      const edge = element.getBoundingClientRect();
      const inside = [...element.children].flatMap((child, index) => {
        const box = child.getBoundingClientRect();
        const middle = box.left + box.width / 2;
        return middle > edge.left && middle < edge.right ? [index + 1] : [];
      });
      const from = inside[0] ?? 1;
      const to = inside.at(-1) ?? from;
      setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look, { passive: true });
    return () => {
      element.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [strip]);
  const turn = (pages: number) => {
    const element = strip.current;
    element?.scrollBy({ left: pages * element.clientWidth });
  };
  return [seen, turn] as const;
}

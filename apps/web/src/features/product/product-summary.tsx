import type { ReactNode } from 'react';
import { Price } from '../../design/components/price.tsx';
import { usePage } from '../../language/index.ts';
import type { ProductView } from './present-product.ts';

/** The facts beside the gallery: what it is, what it costs, whether it can be had; `children` is the form that buys it. */
export function ProductSummary({
  product,
  heart,
  children,
}: {
  product: ProductView;
  heart: ReactNode;
  children: ReactNode;
}) {
  const { t } = usePage();
  const { card } = product;
  return (
    <div className="facts">
      {card.brand ? <p className="text-[var(--muted)]">{card.brand}</p> : null}
      <div className="facts-title">
        <h1 className="mt-1">{card.name}</h1>
        {heart}
      </div>
      {product.average ? (
        <p className="mt-3">
          <a href="#reviews" className="rating min-h-6 underline-offset-4 hover:underline">
            <span className="hidden-text">{t.product.rated} </span>
            {product.average}
            <span className="hidden-text"> {t.product.outOf},</span>
            <span>({t.product.reviewCount(product.reviewCount)})</span>
          </a>
        </p>
      ) : null}
      <p className="facts-price mt-5">
        <Price price={product.price} oldPrice={product.oldPrice} />
      </p>
      <p className="mt-3">
        <span className={`presence presence-${product.presence.tone}`}>{product.presence.text}</span>
      </p>
      {children}
      <div className="prose facts-prose" id="about-it">
        {product.description.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <nav className="facts-on" aria-label={t.product.onThisPage}>
        {product.specs.length > 0 ? <a href="#in-figures">{t.product.figures}</a> : null}
        <a href="#reviews">{t.product.reviews}</a>
        <a href="#similar-title">{t.surfaces.similar}</a>
      </nav>
    </div>
  );
}

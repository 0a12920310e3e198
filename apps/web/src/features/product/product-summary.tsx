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
      {card.brand ? <p className="facts-brand">{card.brand}</p> : null}
      <div className="facts-title">
        <h1>{card.name}</h1>
        {heart}
      </div>
      {product.average ? (
        <p className="facts-line">
          <a href="#reviews" className="rating">
            <span className="hidden-text">{t.product.rated} </span>
            {product.average}
            <span className="hidden-text"> {t.product.outOf},</span>
            <span>({t.product.reviewCount(product.reviewCount)})</span>
          </a>
        </p>
      ) : null}
      <p className="facts-price">
        <Price price={product.price} oldPrice={product.oldPrice} />
      </p>
      <p className="facts-line">
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

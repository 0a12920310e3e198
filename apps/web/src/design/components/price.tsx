import { usePage } from '../../language/index.ts';

/** Price in tabular figures; a higher price before is struck, and said in words to a screen reader. */
export function Price({ price, oldPrice }: { price: string; oldPrice: string | null }) {
  const { t } = usePage();
  if (oldPrice === null) return <span className="price">{price}</span>;
  return (
    <>
      <span className="price price-now">
        <span className="hidden-text">{`${t.product.now} `}</span>
        {price}
      </span>
      <s className="price-old">
        <span className="hidden-text">{`${t.product.before} `}</span>
        {oldPrice}
      </s>
    </>
  );
}

/** Price in tabular figures; a higher price before is struck, and said in words to a screen reader. */
export function Price({ price, oldPrice }: { price: string; oldPrice: string | null }) {
  if (oldPrice === null) return <span className="price">{price}</span>;
  return (
    <>
      <span className="price price-now">
        <span className="hidden-text">Now </span>
        {price}
      </span>
      <s className="price-old">
        <span className="hidden-text">before </span>
        {oldPrice}
      </s>
    </>
  );
}

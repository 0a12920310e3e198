import type { CSSProperties } from 'react';
import type { ProductImage } from '../../services.ts';
import { Kept } from '../../rendering/kept.tsx';
import type { CardView } from '../present-card.ts';
import { usePage } from '../../language/index.ts';
import { useWishes } from '../../features/frame/use-wishes.ts';
import { Picture, type PictureProps, tintStyle } from './picture.tsx';
import { Price } from './price.tsx';
import { Rating } from './rating.tsx';
import { WhyThis } from './why-this.tsx';

export interface ProductCardProps {
  card: CardView;
  /** Place in the answer, from 1; only when the card was recommended. */
  rank?: number | undefined;
  /** A true sentence; adds "Why this?". */
  why?: string | undefined;
  /** Makes ids unique when a product stands in two rows. */
  row: string;
  /** As of a picture. */
  eager?: PictureProps['eager'];
  /** The form that a press of the button on the picture sends (`<QuickAddForm>`); without it there is no button. */
  addForm?: string;
  /** Whether the wishlist can be reached from it; off where it stands on the wishlist. */
  heart?: boolean;
  /** Heading level that fits the page. */
  level?: 'h2' | 'h3';
}

/** A product in a row or a grid: one link over the whole card, its question apart. Drawn once for all who see it so. */
export function ProductCard({ card, rank, ...given }: ProductCardProps) {
  const wished = useWishes().includes(card.id);
  const { eager = false, level = 'h3', heart = true, row, addForm = '', why = '' } = given;
  const how = [eager, level, heart && wished, heart, row, addForm, why].join(' ');
  return (
    <Kept as="article" of={card} how={how} className="card" data-item-id={card.id} data-rank={rank}>
      <Face {...{ card, wished, eager, level, heart, row, addForm, why }} />
    </Kept>
  );
}

type FaceProps = Required<Omit<ProductCardProps, 'rank' | 'why' | 'eager'>> & {
  wished: boolean;
  why: string;
  eager: boolean | 'first';
};

function Face({ card, wished, eager, level: Heading, heart, row, addForm, why }: FaceProps) {
  const { t } = usePage();
  const [first, second] = card.images;
  const behind = secondStyle(first, second);
  return (
    <>
      <span className="tile" style={{ ...tintStyle(card.tint), ...behind }}>
        {second && !behind ? <Picture image={second} className="second" /> : null}
        <Picture image={first} className={second && !behind ? 'first' : ''} eager={eager} />
      </span>
      <p className="card-brand">{card.brand ?? '\u00a0'}</p>
      <Heading className="card-name">
        <a href={card.href}>{card.name}</a>
      </Heading>
      <p className="card-facts">
        <Price price={card.price} oldPrice={card.oldPrice} />
        <Rating rating={card.rating} count={card.ratingCount} />
      </p>
      {card.stock ? (
        <p className={card.stock.tone === 'none' ? 'stock-note stock-none' : 'stock-note'}>{card.stock.text}</p>
      ) : null}
      {addForm && card.priced && card.stock?.tone !== 'none' ? (
        <button
          form={addForm}
          name="product"
          value={card.id}
          className="card-add"
          aria-label={t.product.addNamed(card.name)}
        />
      ) : null}
      {heart ? (
        <button
          form="wishing"
          name={wished ? 'remove' : 'product'}
          value={card.id}
          className="card-wish"
          aria-pressed={wished}
          aria-label={t.product.wishNamed(card.name)}
        />
      ) : null}
      {why ? <WhyThis id={`why-${row}-${card.id}`} name={card.name} sentence={why} /> : null}
    </>
  );
}

/**
 * The second picture as a property of the tile, for pictures of one size: the style sheet asks for it when a mouse comes
 * near, and a phone never does.
 */
function secondStyle(first: ProductImage | undefined, second: ProductImage | undefined): CSSProperties | undefined {
  if (!first || !second || second.srcset || second.kind === 'photo' || !/^[\w/.:%#=~-]+$/.test(second.url))
    return undefined;
  return { '--second': `url(${second.url})` } as CSSProperties;
}

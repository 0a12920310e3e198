import type { CSSProperties } from 'react';
import type { ProductImage } from '../../services.ts';

export interface PictureProps {
  image: ProductImage | undefined;
  className?: string;
  /** Empty when the words beside it already name the product. */
  alt?: string;
  /** In first sight: never lazily. `first` is the one the page is judged by, fetched before all others. */
  eager?: boolean | 'first';
  /** How wide it is shown, for pictures that come in several sizes. */
  sizes?: string;
}

/** A card in a grid or a row: two on a phone, three, then four. */
const CARD_SIZES = '(min-width: 80rem) 300px, (min-width: 48rem) 30vw, 45vw';

/** Photographs of imported catalogs lie in two sizes side by side and their address says so; others say it themselves. */
function srcsetOf({ url, srcset }: ProductImage): string | undefined {
  if (srcset) return srcset;
  return /\/[\da-f]{20}-640\.webp$/.test(url)
    ? `${url.replace(/640\.webp$/, '320.webp')} 320w, ${url} 640w`
    : undefined;
}

/** One picture with its size set, so nothing moves when it arrives. */
export function Picture({ image, className = '', alt = '', eager = false, sizes }: PictureProps) {
  if (!image) return null;
  const kind = image.kind === 'photo' ? 'photo' : '';
  const srcSet = srcsetOf(image);
  return (
    <img
      src={image.url}
      {...(srcSet ? { srcSet, sizes: sizes ?? CARD_SIZES } : {})}
      alt={alt}
      width={image.width}
      height={image.height}
      className={`${className} ${kind}`.trim() || undefined}
      loading={eager ? 'eager' : 'lazy'}
      {...(eager === 'first' ? { fetchPriority: 'high' as const } : {})}
    />
  );
}

/** The tile's own colour as a style, or nothing for the default tile. */
export function tintStyle(tint: string | null): CSSProperties | undefined {
  return tint ? ({ '--tint': tint } as CSSProperties) : undefined;
}

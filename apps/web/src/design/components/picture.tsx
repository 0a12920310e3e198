import type { CSSProperties } from 'react';
import type { ProductImage } from '../../services.ts';

export interface PictureProps {
  image: ProductImage | undefined;
  className?: string;
  /** Empty when the words beside it already name the product. */
  alt?: string;
  /** The picture the page is judged by: fetched first, never lazily. */
  eager?: boolean;
  sizes?: string;
}

/** One picture with its size set, so nothing moves when it arrives. */
export function Picture({ image, className = '', alt = '', eager = false, sizes }: PictureProps) {
  if (!image) return null;
  const kind = image.kind === 'photo' ? 'photo' : '';
  return (
    <img
      src={image.url}
      {...(image.srcset ? { srcSet: image.srcset, sizes: sizes ?? '(min-width: 64rem) 25vw, 50vw' } : {})}
      alt={alt}
      width={image.width}
      height={image.height}
      className={`${className} ${kind}`.trim() || undefined}
      loading={eager ? 'eager' : 'lazy'}
      {...(eager ? { fetchPriority: 'high' as const } : {})}
    />
  );
}

/** The tile's own colour as a style, or nothing for the default tile. */
export function tintStyle(tint: string | null): CSSProperties | undefined {
  return tint ? ({ '--tint': tint } as CSSProperties) : undefined;
}

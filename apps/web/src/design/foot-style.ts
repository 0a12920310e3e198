import type { CSSProperties } from 'react';
import type { ProductImage } from '../services.ts';

/**
 * Where a picture says that its product stands (`….svg#foot=0.81`, a share of its height), as the property `--foot` by
 * which the style sheet sets it on something. Nothing for pictures that do not say.
 */
export function footStyle(image: Pick<ProductImage, 'url'> | undefined): CSSProperties | undefined {
  const foot = Number(/#foot=(0?\.\d+)$/.exec(image?.url ?? '')?.[1]);
  return foot > 0 ? ({ '--foot': foot } as CSSProperties) : undefined;
}

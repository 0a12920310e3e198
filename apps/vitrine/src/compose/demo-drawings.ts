import type { ShopMakers } from '@vitrine/pipelines/generate';

/** How the demo's products are drawn: three views each. */
export const demoDrawings: ShopMakers['drawings'] = null;

export { drawProduct, footOf, type View } from './draw-product.ts';
export { drawScene, type SceneOptions } from './scene.ts';
export { drawCategoryDoor, drawEmptyShelf, drawLampOut } from './vignettes.ts';
export { drawings } from './kinds/index.ts';
export type { Drawable } from './look.ts';
export { tileTint } from './tint.ts';

export type { Flash } from './flash.ts';
export { flash, readFlash } from './flash.ts';

export { sharpRenderer } from './sharp-renderer.ts';

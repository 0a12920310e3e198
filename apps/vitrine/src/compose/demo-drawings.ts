/** How the demo's products are drawn: three views each. */
export { demoDrawings } from '@vitrine/pipelines/generate';

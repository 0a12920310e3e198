export { paths } from './paths.ts';
export type { OperationName } from './paths.ts';

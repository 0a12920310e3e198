export { type Progress, type Terminal, startProgress } from './progress.ts';
export { renderTable } from './table.ts';

export { renderSqlScripts } from './sql-scripts.ts';
export type { SqlScripts } from './sql-scripts.ts';

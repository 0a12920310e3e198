import { readRows } from '../reading/read-rows.ts';
import type { OpenTable } from '../reading/row-batches.ts';
import { idFault } from '../values/log-values.ts';
import type { ImportRun } from '../import-run.ts';
import { articleId } from './article-id.ts';

/** What the table says of a garment. */
export interface Article {
  readonly name: string;
  readonly productCode: string;
  readonly type: string;
  readonly group: string;
  readonly indexGroup: string;
  readonly color: string;
  readonly description: string;
  readonly specs: Readonly<Record<string, string>>;
}

/** Reads the articles; empty where the table is not there. */
export async function readArticles(tables: readonly OpenTable[], run: ImportRun): Promise<Map<string, Article>> {
  const found = new Map<string, Article>();
  const judgeArticle = (fields: readonly string[]) => {
    const [id = '', name = ''] = fields;
    const fault =
      idFault(id, 'article_id') ??
      (name === '' ? { field: 'prod_name', reason: 'missing-name', message: 'is empty' } : null);
    return fault ? { fault } : { row: { id: articleId(id), article: articleOf(fields) } };
  };
  for await (const { id, article } of readRows(tables, run, judgeArticle)) found.set(id, article);
  return found;
}

function articleOf(fields: readonly string[]): Article {
  const [
    ,
    name = '',
    productCode = '',
    type = '',
    group = '',
    indexGroup = '',
    section = '',
    garments = '',
    color = '',
    pattern = '',
    description = '',
  ] = fields;
  return {
    name: name.slice(0, 300),
    productCode,
    type,
    group,
    indexGroup,
    color,
    description,
    specs: { Type: type, Section: section, 'Garment group': garments, Pattern: pattern },
  };
}

import type { ModelBody } from './define-model.ts';
import { foldHistory, type FoldOptions } from './fold-history.ts';
import { explainLinks, scoreLinks, similarLinks, writeLinks, type ItemLinks } from './item-links.ts';

/** The part of a model's configuration that says how a visitor's events count at request time. */
export type HistoryReading = Pick<FoldOptions, 'recencyHalfLifeDays' | 'signal'>;

/** A model that is nothing but links between items, added up over the visitor's history. */
export function linkBody(links: ItemLinks, reading: HistoryReading): ModelBody {
  const fold = { ...reading, itemCount: links.rows.rowCount };
  return {
    notes: { links: links.rows.indices.length },
    scoreItems: (context, out) => scoreLinks(links, foldHistory(context, fold), out),
    similarItems: (item, out) => similarLinks(links, item, out),
    explainItem: (context, item) => explainLinks(links, foldHistory(context, fold), item),
    withRecency: (recencyHalfLifeDays) => linkBody(links, { ...reading, recencyHalfLifeDays }),
    write: (writer) => writeLinks(writer, links),
  };
}

import { inTransaction } from '@vitrine/database';
import { insertChanges, type NewChange } from '../change-log/changes.store.ts';
import { failure, success } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { wordsOf } from './fold-text.ts';
import type { SearchUseCases, Synonym } from './listing.ts';
import { deleteSynonym, insertSynonym, selectPairId, selectSynonyms } from './synonyms.store.ts';

const longestTerm = 60;

/** Folded and in alphabetical order, as pairs are kept. */
function pairOf({ term, synonym }: Synonym): Synonym {
  const [first = '', second = ''] = [term, synonym].map((text) => wordsOf(text).join(' ')).sort();
  return { term: first, synonym: second };
}

/** Adds or takes away with its line in the log; false when there was nothing to do. */
function write(
  context: ShopContext,
  { pair, action, by }: { pair: Synonym; action: 'created' | 'deleted'; by: string },
): Promise<boolean> {
  return inTransaction(context.db, async (trx) => {
    const within = { ...context, db: trx };
    const changed = await (action === 'created' ? insertSynonym(within, pair) : deleteSynonym(within, pair));
    const words = `${pair.term} = ${pair.synonym}`;
    const fields: NewChange['fields'] = { pair: action === 'created' ? [null, words] : [words, null] };
    const entityId = await selectPairId(trx, pair);
    if (changed)
      await insertChanges(context, trx, {
        actor: by,
        changes: [{ kind: 'synonym', entityId, label: words, action, fields }],
      });
    return changed;
  });
}

/** The synonyms' use cases. */
export function bindSynonyms(context: ShopContext): SearchUseCases['synonyms'] {
  return {
    list: () => selectSynonyms(context),
    add: async (given, by) => {
      for (const field of ['term', 'synonym'] as const) {
        const words = wordsOf(given[field]).join(' ');
        if (words === '' || words.length > longestTerm)
          return failure({
            code: 'catalog.invalid_synonym',
            field,
            message: `must be a word or a few, of at most ${longestTerm} letters: write what people type`,
          });
      }
      const pair = pairOf(given);
      if (pair.term === pair.synonym)
        return failure({
          code: 'catalog.invalid_synonym',
          field: 'synonym',
          message: 'is the same word: write another one',
        });
      return success({ changed: await write(context, { pair, action: 'created', by }) });
    },
    remove: async (given, by) => ({ changed: await write(context, { pair: pairOf(given), action: 'deleted', by }) }),
  };
}

import { failure, success } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { wordsOf } from './fold-text.ts';
import type { SearchUseCases, Synonym } from './listing.ts';
import { deleteSynonym, insertSynonym, selectSynonyms } from './synonyms.store.ts';

const longestTerm = 60;

/** Folded and in alphabetical order, as pairs are kept. */
function pairOf({ term, synonym }: Synonym): Synonym {
  const [first = '', second = ''] = [term, synonym].map((text) => wordsOf(text).join(' ')).sort();
  return { term: first, synonym: second };
}

/** The synonyms' use cases. */
export function bindSynonyms(context: ShopContext): SearchUseCases['synonyms'] {
  return {
    list: () => selectSynonyms(context),
    add: async (given) => {
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
      return success({ changed: await insertSynonym(context, pair) });
    },
    remove: async (given) => ({ changed: await deleteSynonym(context, pairOf(given)) }),
  };
}

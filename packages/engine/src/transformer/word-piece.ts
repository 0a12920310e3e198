import { WeightsError } from '../weights/weights-error.ts';
import { bertWords, type NormaliserSettings } from './bert-words.ts';

/** Turns texts into the token numbers that a BERT model was trained with. */
export interface Tokenizer {
  /** At most this many tokens of a text are kept, the two special ones among them. */
  readonly mostTokens: number;
  /** Begin token, pieces, end token. */
  encode(text: string): number[];
}

/** What is read of a tokenizer.json. */
interface Settings extends NormaliserSettings {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly unknown: number;
  readonly prefix: string;
  readonly longestWord: number;
  readonly begin: number;
  readonly end: number;
  readonly mostTokens: number;
}

/** More tokens than sentence models are trained for say little more and cost much. */
const tokensUnlessSaid = 256;
const mostTokensEver = 512;

/**
 * A WordPiece tokenizer as a parsed tokenizer.json describes it. Names of special tokens within a text are read as text, so that no
 * description of a product can end itself.
 * @param positions Tokens that the model has places for, where that is known: no text is cut into more.
 * @throws WeightsError when the file describes another kind of tokenizer.
 */
export function wordPiece(described: unknown, positions = mostTokensEver): Tokenizer {
  const settings = settingsOf(described, positions);
  return {
    mostTokens: settings.mostTokens,
    encode(text) {
      const tokens = [settings.begin];
      for (const word of bertWords(text, settings)) {
        if (tokens.length >= settings.mostTokens - 1) break;
        for (const piece of piecesOf(word, settings)) tokens.push(piece);
      }
      tokens.length = Math.min(tokens.length, settings.mostTokens - 1);
      tokens.push(settings.end);
      return tokens;
    },
  };
}

/** The longest piece that the vocabulary has, then the next: O(length^2) within the longest word. */
function piecesOf(word: readonly string[], settings: Settings): number[] {
  const { vocabulary, prefix, unknown } = settings;
  if (word.length > settings.longestWord) return [unknown];
  const pieces: number[] = [];
  let begin = 0;
  while (begin < word.length) {
    let end = word.length;
    let found: number | undefined;
    while (end > begin && found === undefined) {
      found = vocabulary.get((begin > 0 ? prefix : '') + word.slice(begin, end--).join(''));
    }
    if (found === undefined) return [unknown];
    pieces.push(found);
    begin = end + 1;
  }
  return pieces;
}

function settingsOf(described: unknown, positions: number): Settings {
  const file = recordOf(described);
  const model = recordOf(file.model);
  const normaliser = recordOf(file.normalizer);
  const kinds = [model.type ?? 'WordPiece', normaliser.type, recordOf(file.pre_tokenizer).type].join(', ');
  if (kinds !== 'WordPiece, BertNormalizer, BertPreTokenizer') {
    throw new WeightsError(
      `the tokenizer is ${kinds}; only WordPiece with the rules of BERT is read. Take a model such as all-MiniLM-L6-v2`,
    );
  }
  const vocabulary = new Map(Object.entries(recordOf(model.vocab)).map(([piece, id]) => [piece, idOf(piece, id)]));
  const special = (name: string): number => {
    const id = vocabulary.get(name);
    if (id === undefined) throw new WeightsError(`the tokenizer has no token ${name}; take the whole model folder`);
    return id;
  };
  const lowercase = normaliser.lowercase !== false;
  const most = Number(recordOf(file.truncation).max_length ?? tokensUnlessSaid);
  return {
    vocabulary,
    unknown: special(textOr(model.unk_token, '[UNK]')),
    prefix: textOr(model.continuing_subword_prefix, '##'),
    longestWord: Number(model.max_input_chars_per_word ?? 100),
    begin: special('[CLS]'),
    end: special('[SEP]'),
    mostTokens: Math.min(Number.isInteger(most) && most >= 3 ? most : tokensUnlessSaid, mostTokensEver, positions),
    lowercase,
    cleans: normaliser.clean_text !== false,
    partsChinese: normaliser.handle_chinese_chars !== false,
    // Left open it follows the case: models without capitals have no accents either.
    stripsAccents: typeof normaliser.strip_accents === 'boolean' ? normaliser.strip_accents : lowercase,
  };
}

function idOf(piece: string, id: unknown): number {
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0) return id;
  throw new WeightsError(
    `the tokenizer gives "${piece}" the number ${JSON.stringify(id)}; fetch the model folder again`,
  );
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

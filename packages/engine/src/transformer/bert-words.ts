/** The rules by which BERT brings texts to one form. */
export interface NormaliserSettings {
  readonly cleans: boolean;
  readonly partsChinese: boolean;
  readonly stripsAccents: boolean;
  readonly lowercase: boolean;
}

const whitespace = /^[\t\n\r\p{White_Space}]$/u;
/** Control, format and private characters, as the reference has them: not the unassigned, nor line feeds, returns and tabs; but vertical tabs, form feeds and U+0085. */
const invisible = /^(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]$/u;
const accent = /\p{Mn}/gu;
const punctuation = /^[!-/:-@[-`{-~\p{P}]$/u;

/** The words of a text as arrays of characters; each mark of punctuation is a word. */
export function* bertWords(text: string, settings: NormaliserSettings): Generator<string[]> {
  let word: string[] = [];
  for (const character of normalised(text, settings)) {
    const isMark = punctuation.test(character);
    if (!isMark && !whitespace.test(character)) {
      word.push(character);
      continue;
    }
    if (word.length > 0) yield word;
    word = [];
    if (isMark) yield [character];
  }
  if (word.length > 0) yield word;
}

function* normalised(text: string, settings: NormaliserSettings): Generator<string> {
  for (const raw of text) {
    const isBlank = whitespace.test(raw);
    if (settings.cleans && invisible.test(raw)) continue;
    const character = settings.cleans && isBlank ? ' ' : raw;
    const plain = settings.stripsAccents ? character.normalize('NFD').replaceAll(accent, '') : character;
    const isChinese = settings.partsChinese && isIdeograph(character.codePointAt(0) ?? 0);
    if (isChinese) yield ' ';
    // By character, as the reference does: of a whole word JavaScript lowers a final sigma to another letter.
    for (const part of plain) yield* settings.lowercase ? part.toLowerCase() : part;
    if (isChinese) yield ' ';
  }
}

const ideographs: readonly (readonly [from: number, to: number])[] = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
];

function isIdeograph(code: number): boolean {
  return code >= 0x3400 && ideographs.some(([from, to]) => code >= from && code <= to);
}

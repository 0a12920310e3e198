// Letters that do not fall apart into a base letter and a mark.
const wholeLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};
const wholeLetter = new RegExp(`[${Object.keys(wholeLetters).join('')}]`, 'g');

/** A text in lower case and without accents, as search compares texts: `Crème Brûlée` is `creme brulee`, `Straße` is `strasse`. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(wholeLetter, (letter) => wholeLetters[letter] ?? letter);
}

/** The words of a text, folded: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

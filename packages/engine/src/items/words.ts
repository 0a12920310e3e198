/** Words that say nothing of what a thing is, English and German. */
const stopWords = new Set(
  (
    'a about after all also an and any are as at be been both but by can could do does each for from further had has have he her his how i if in into is ' +
    'it its just may me more most my no nor not of off on one only or other our out over own same she should so some such than that the their them then ' +
    'there these they this those through to too under until up us use used very was we were what when where which while who will with would you your ' +
    'ab aber alle allem allen aller alles als am an andere anderen auch auf aus bei beim bin bis bist da dabei damit dann das dass dein deine dem den der ' +
    'des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für gegen hat hatte ' +
    'hier hinter ich ihm ihn ihnen ihr ihre im in ist ja jede jedem jeden jeder jedes kann kein keine können mehr mein meine mit muss nach nicht noch nun nur ' +
    'ob oder ohne sehr sein seine sich sie sind so sowie um und uns unser unter vom von vor war waren was weil wenn werden wie wir wird wo zu zum zur über'
  ).split(' '),
);

/** Letters and digits in one piece, with marks and what joins words inside (rock'n'roll). */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}\p{M}]+)*/gu;
/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * The words of a text in the order they come: compatibility forms made one (NFKC), lower case, without stop words (English, German), single letters and
 * the genitive `'s`; a last `s` of longer words is dropped, so that plural and singular meet. Scripts without spaces give pairs of neighbouring letters.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [found] of text.normalize('NFKC').toLowerCase().matchAll(wordPattern)) {
    if (unspaced.test(found)) {
      const letters = [...found];
      if (letters.length === 1) words.push(found);
      for (let at = 0; at + 1 < letters.length; at++) words.push(`${letters[at]}${letters[at + 1]}`);
      continue;
    }
    const word = found.replace(/['’]s$/u, '').replaceAll(/['’]/gu, '');
    if (word.length < 2 || stopWords.has(word)) continue;
    words.push(word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);
  }
  return words;
}

/** Words that are common in one language and hardly ever stand in the others. */
const commonWords: Readonly<Record<string, string>> = {
  en: 'the and is it this that with was for not have very but they my are you of',
  de: 'der die das und ist nicht mit sehr ich ein eine auch für auf war wie aber gut zu',
  fr: 'le les et est pas avec très je une pour mais des du que dans bien sur cette ce',
  es: 'el los y es muy con una para pero por que del lo mi está más como las bien',
  it: 'il gli e è molto con una per ma che non di sono della questo ho bene anche',
  nl: 'het een en is niet met zeer ik voor maar van goed dat ook erg op heb deze',
  pt: 'o os e é muito com uma para mas não do da que meu bem produto mais foi chegou',
};

const languages = Object.entries(commonWords).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}));

/** The language a text is written in, by its commonest words; null when it is too short or too mixed to say. */
export function guessLanguage(text: string): string | null {
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const [best, second] = languages
    .map(({ language, words: known }) => ({ language, count: words.filter((word) => known.has(word)).length }))
    .toSorted((left, right) => right.count - left.count);
  if (!best || !second || best.count < 2 || best.count < 1.5 * second.count) return null;
  return best.language;
}

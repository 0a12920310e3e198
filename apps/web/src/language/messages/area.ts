/** The words of one area in every language; German must have exactly the keys of English. */
export function area<T extends Record<string, unknown>>(words: { en: T; de: NoInfer<T> }): { en: T; de: T } {
  return words;
}

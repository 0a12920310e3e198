/** Everything an address of the console may say was done; `#` stands for a whole number. */
const sentences = [
  'Saved.',
  'Moved.',
  'Nothing had changed.',
  'The product is made. Now give it pictures.',
  'Archived: it is out of the shop.',
  'It is back in the shop.',
  'The brand is made.',
  'The brand is gone.',
  'The category is made.',
  'The category is gone.',
  'The collection is gone.',
  'The account is changed.',
  'They mean different things again.',
  'From now on one finds the other.',
  'There are # now.',
  '# picture added.',
  '# pictures added.',
  '# change at # product.',
  '# change at # products.',
  '# changes at # product.',
  '# changes at # products.',
  '# value is back.',
  '# value is back; # was changed since and stays.',
  '# value is back; # were changed since and stay.',
  '# values are back.',
  '# values are back; # was changed since and stays.',
  '# values are back; # were changed since and stay.',
] as const;

type Filled<Sentence extends string> = Sentence extends `${infer Before}#${infer After}`
  ? `${Before}${number}${Filled<After>}`
  : Sentence;

/** A sentence that may follow a saved form in the address. */
export type DoneSentence = Filled<(typeof sentences)[number]>;

const known: ReadonlySet<string> = new Set(sentences);

/** The address of a page that says what was done. */
export function withDone(path: string, sentence: DoneSentence): string {
  return `${path}${path.includes('?') ? '&' : '?'}done=${encodeURIComponent(sentence)}`;
}

/** What an address says was done. Null for words that are not ours: else anybody could put their own into the console by a link. */
export function readDone(search: URLSearchParams): string | null {
  const text = search.get('done') ?? '';
  return text.length <= 100 && known.has(text.replaceAll(/-?\d+/g, '#')) ? text : null;
}

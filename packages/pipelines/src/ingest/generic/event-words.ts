/** What a word for an interaction means to us. */
export interface EventMeaning {
  readonly type: number;
  readonly kind?: string;
}

const spelled: readonly [words: string, meaning: EventMeaning][] = [
  [
    'view pageview page_view product_view item_view detail detail_view browse pv look ansicht vue visit viewed product_viewed show',
    { type: 0 },
  ],
  ['impression impressions exposure seen', { type: 0, kind: 'impression' }],
  ['click clicks clicked clk klick clic select_item open', { type: 1 }],
  [
    'add cart carts addtocart add_to_cart added_to_cart basket add_to_basket warenkorb in_den_warenkorb collect fav favorite favourite wishlist',
    { type: 2 },
  ],
  [
    'purchase purchased buy bought order orders ordered transaction checkout_complete sale kauf gekauft bestellung achat compra acquisto paid conversion',
    { type: 3 },
  ],
  ['rating rate rated', { type: 4, kind: 'rating' }],
  ['search query suche', { type: 4, kind: 'search' }],
  ['return returned refund rückgabe retoure', { type: 4, kind: 'return' }],
  ['feedback like dislike', { type: 4, kind: 'feedback' }],
  ['custom other', { type: 4 }],
];

const meanings = new Map(
  spelled.flatMap(([words, meaning]) => words.split(' ').map((word) => [word, meaning] as const)),
);

/** The type a word or a number stands for; null for a word nobody taught us. */
export function meaningOf(word: string): EventMeaning | null {
  const text = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  if (/^\d{1,3}$/.test(text)) return Number(text) <= 255 ? { type: Number(text) } : null;
  return meanings.get(text) ?? null;
}

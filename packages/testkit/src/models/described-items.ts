import { type Interactions, itemFeaturesOf, type ItemFeatures } from '@vitrine/engine';
import { RandomStream } from '@vitrine/kernels';

const tasteWords = ['walnut shelf oak', 'linen scarf wool', 'copper kettle steel', 'garden spade seed'];

/** A catalog for `aShop`: what each item's taste is shows in its words, category, tags and price; with a little that says nothing. */
export function describedItems(shop: Pick<Interactions, 'itemIds'>): ItemFeatures {
  const stream = new RandomStream(5);
  return itemFeaturesOf(
    shop.itemIds.map((itemId) => {
      const taste = (Number(itemId.split('-').at(-1)) || 0) % tasteWords.length;
      const words = (tasteWords[taste] ?? '').split(' ');
      return {
        itemId,
        title: `${words[stream.nextBelow(3)]} number ${stream.nextBelow(9)}`,
        description: `The ${words[0]} of our house, made with ${words[stream.nextBelow(3)]} and care.`,
        categoryPath: ['all', `taste ${taste}`],
        tags: [`colour:${['red', 'green', 'blue'][stream.nextBelow(3)]}`],
        price: 10 ** (1 + taste / 2) * (0.9 + 0.2 * stream.next()),
        createdSec: 1_690_000_000 + stream.nextBelow(86_400),
      };
    }),
  );
}

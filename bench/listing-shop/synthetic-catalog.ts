import type { CatalogProduct } from '@vitrine/shop/loading';

const nouns =
  'lamp chair table kettle toaster rug sofa shelf mirror vase blanket pillow curtain clock desk stool bench cabinet wardrobe drawer basket candle frame bowl plate cup mug glass bottle pan pot knife spoon fork tray kettlebell backpack wallet belt scarf glove jacket coat shirt blouse dress skirt trousers jeans sneaker boot sandal hat cap watch bracelet necklace ring earring perfume lotion soap towel brush razor keyboard mouse monitor speaker headphone camera tripod charger cable tablet phone router printer scanner drill hammer saw wrench ladder toolbox tent stove cooler bicycle helmet pump lock scooter skateboard racket ball goal puzzle doll train kite book notebook pencil marker eraser stapler'.split(
    ' ',
  );
const adjectives =
  'solid wooden slim classic modern vintage rustic compact foldable adjustable cordless wireless portable waterproof insulated organic recycled handmade woven quilted padded reversible stackable magnetic ergonomic lightweight heavy deluxe premium essential everyday outdoor indoor professional junior mini giant round square oval striped checked plain floral graphic glossy matte brushed polished'.split(
    ' ',
  );
const materials =
  'oak walnut pine bamboo steel brass copper ceramic porcelain glass linen cotton wool leather velvet silk denim canvas rubber silicone'.split(
    ' ',
  );
const colors = 'Black White Red Blue Green Grey Brown Beige Yellow Orange Pink Purple Navy Silver Gold'.split(' ');
const syllables =
  'al ber cor dan el fin gar hol is jun kal lum mor nor ol per quin ros sol tor ul ver wil xan yor zed'.split(' ');

/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function randomStream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Early values more often than late ones, as words and brands are. */
function pick<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() ** 2 * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function inventedWord(n: number): string {
  return [n % 26, Math.floor(n / 26) % 26, (n * 11 + 5) % 26].map((at) => syllables[at]).join('');
}

const brandNames = Array.from({ length: 400 }, (_, n) => {
  const [a, b, c] = [syllables[n % 26], syllables[(n * 7 + 3) % 26], syllables[Math.floor(n / 26) % 26]];
  const name = `${a}${b}${c}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}).filter((name, at, all) => all.indexOf(name) === at);

/** Products `from` to `to` of a shop of any size: 100 kinds of things in 20 departments, 400 brands, 15 colours. */
export function syntheticProducts(from: number, to: number): CatalogProduct[] {
  return Array.from({ length: to - from }, (_, offset) => syntheticProduct(from + offset));
}

function syntheticProduct(n: number): CatalogProduct {
  const random = randomStream(n + 1);
  const kind = Math.floor(random() * nouns.length);
  const noun = nouns[kind] ?? 'thing';
  const department = Math.floor(kind / 5);
  const words = [pick(adjectives, random), pick(materials, random)];
  const color = pick(colors, random);
  const brand = pick(brandNames, random);
  const model = `${String.fromCodePoint(65 + (n % 26))}${n}`;
  // Words of descriptions are many and mostly rare, as in a real shop; the thing itself is named among them.
  const sentence = () => Array.from({ length: 9 }, () => inventedWord(Math.floor(random() ** 3 * 6_000))).join(' ');
  return {
    source: 'bench',
    externalId: String(n),
    slug: `${words.join('-')}-${noun}-${n}`,
    name: `${brand} ${words.join(' ')} ${noun} ${model}`,
    description: `A ${words.join(' ')} ${noun}. ${Array.from({ length: 6 }, sentence).join('. ')}`,
    brand: { slug: brand.toLowerCase(), name: brand },
    categoryPath: [
      { slug: `department-${department}`, name: `Department ${department}` },
      { slug: `${noun}-shelf`, name: `${noun.charAt(0).toUpperCase()}${noun.slice(1)}s` },
    ],
    skus: ['1', '2'].map((size) => ({
      sku: `B-${n}-${size}`,
      options: { size },
      priceMinor: 199 + Math.floor(random() ** 3 * 50_000),
      currency: 'EUR',
      stock: Math.max(0, Math.floor(random() * 40) - 4),
    })),
    color,
    tags: [words[0] ?? 'plain', words[1] ?? 'oak', random() < 0.2 ? 'sale' : 'regular'],
    specs: [
      { name: 'Material', value: words[1] ?? 'oak' },
      { name: 'Width', value: `${20 + (n % 80)} cm` },
    ],
    metadata: {},
    firstAvailable: new Date(Date.UTC(2025, 0, 1) + (n % 700) * 43_200_000),
    images: [{ url: `/media/bench-${n}.svg`, alt: `${noun} from the front`, width: 800, height: 800, kind: 'drawing' }],
    ...(random() < 0.7
      ? { externalRating: { average: Math.round(20 + random() * 30) / 10, count: 1 + Math.floor(random() * 300) } }
      : {}),
  };
}

/** What somebody types and the words that are meant by it. */
export interface SyntheticSearch {
  readonly typed: string;
  readonly meant: string;
}

/** What people type: words, several words, beginnings; with `misspelt` words with a wrong letter. Seeded, so that every run asks the same. */
export function syntheticSearches(count: number, how: { seed: number; misspelt: boolean }): SyntheticSearch[] {
  const random = randomStream(how.seed);
  const misspell = (word: string) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    return random() < 0.5
      ? word.slice(0, at) + word.slice(at + 1)
      : word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  };
  return Array.from({ length: count }, () => {
    const noun = pick(nouns, random);
    const shape = random();
    if (how.misspelt) {
      const meant = noun.length > 4 ? noun : pick(adjectives, random);
      return { typed: misspell(meant), meant };
    }
    if (shape < 0.15) return { typed: noun.slice(0, Math.max(3, noun.length - 2)), meant: noun };
    const words =
      shape < 0.45
        ? noun
        : shape < 0.7
          ? `${pick(adjectives, random)} ${noun}`
          : shape < 0.85
            ? `${pick(adjectives, random)} ${pick(colors, random).toLowerCase()}`
            : pick(materials, random);
    return { typed: words, meant: words };
  });
}

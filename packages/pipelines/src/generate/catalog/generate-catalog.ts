import { brands, type Brand } from './brands.ts';
import { categories } from './categories.ts';
import { drawAttributes, specsOf, tagsOf } from './attributes.ts';
import { writeGerman } from './german/write-german.ts';
import { kinds, type Kind } from './kinds/index.ts';
import { palettes, type NamedColor } from './palette.ts';
import { drawPrice } from './prices.ts';
import type { CatalogImage, GeneratedProduct } from './product.ts';
import { hashText, normal, pick, pickWeighted, seededRandom, shuffled, type Random } from './random.ts';
import { seriesNames } from './series-names.ts';
import { makeSkus } from './skus.ts';
import { materialOf } from './soft-material.ts';
import { finishOf } from './wording.ts';
import { DescriptionWriter } from './write-description.ts';
import { tileTint } from '../drawings/tint.ts';

/** What to generate. The same options give the same catalog, byte for byte. */
export interface CatalogOptions {
  /** 15 to 5,000. */
  readonly products: number;
  readonly seed: number;
  /** The day the shop is looked at; products appeared in the two years before. Default 2026-11-01. */
  readonly asOf?: Date;
  /** Address of a picture; default `/media/products/SLUG/VIEW.svg`. */
  readonly pictureUrl?: (slug: string, view: string) => string;
}

const dayMs = 86_400_000;
const views = [
  ['front', ''],
  ['detail', ', close up'],
  ['set', ', in use'],
] as const;

/** The 15 departments filled with products, in an order that mixes them. Throws a RangeError outside 15..5,000. */
export function generateCatalog(options: CatalogOptions): GeneratedProduct[] {
  const { products, seed } = options;
  if (!Number.isInteger(products) || products < 15 || products > 5000) {
    throw new RangeError(`products must be a whole number from 15 to 5000, not ${products}`);
  }
  const random = seededRandom(hashText(`catalog ${seed}`));
  const names = new Set<string>();
  const writer = new DescriptionWriter();
  return planKinds(products, random).map((kind, index) =>
    makeProduct({ kind, index, options, names, writer }, seededRandom(hashText(`product ${seed} ${index}`))),
  );
}

/** Every category and, where there is room, every kind gets its share. */
function planKinds(products: number, random: Random): Kind[] {
  const plan: Kind[] = [];
  const total = categories.reduce((sum, category) => sum + category.weight, 0);
  for (const category of categories) {
    const own = shuffled(
      random,
      kinds.filter((kind) => kind.place.startsWith(`${category.slug}/`)),
    );
    const count = Math.max(1, Math.floor((products * category.weight) / total));
    for (let i = 0; i < count; i++) plan.push(own[i % own.length] ?? pick(random, own));
  }
  const mixed = shuffled(random, plan);
  while (mixed.length < products) mixed.push(pick(random, kinds));
  if (mixed.length === products) return mixed;
  const first = categories.map((category) => mixed.find((kind) => kind.place.startsWith(`${category.slug}/`)));
  return first.filter((kind) => kind !== undefined).slice(0, products);
}

interface Making {
  readonly kind: Kind;
  readonly index: number;
  readonly options: CatalogOptions;
  readonly names: Set<string>;
  readonly writer: DescriptionWriter;
}

function nameProduct(names: Set<string>, noun: string, choice: { brand: Brand; random: Random }): string {
  const start = hashText(choice.brand.name) % seriesNames.length;
  const own = Array.from({ length: 14 }, (_, i) => seriesNames[(start + i * 17) % seriesNames.length] ?? 'Arden');
  for (const series of [...shuffled(choice.random, own), ...shuffled(choice.random, seriesNames)]) {
    const name = `${series} ${noun}`;
    if (!names.has(name)) {
      names.add(name);
      return name;
    }
  }
  throw new Error(`no free name left for "${noun}": add series names or nouns`);
}

function chooseColor(kind: Kind, material: string, random: Random): NamedColor {
  return pick<NamedColor>(random, materialOf(material).colors ?? palettes[kind.palette]);
}

function makeProduct(making: Making, random: Random): GeneratedProduct {
  const { kind, index, options, names } = making;
  const [categorySlug = '', shelfSlug = ''] = kind.place.split('/');
  const brand = pick(
    random,
    brands.filter((entry) => entry.categories.includes(categorySlug)),
  );
  const material = pick(random, kind.materials);
  const color = chooseColor(kind, material, random);
  const noun = pick(random, kind.nouns);
  const name = nameProduct(names, noun, { brand, random });
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const attributes = drawAttributes(kind, noun, random);
  const style = pick(random, brand.styles);
  const size = typeof attributes['scale'] === 'number' ? attributes['scale'] : 1;
  const priceMinor = drawPrice(kind.price * brand.price * Math.sqrt(materialOf(material).price) * size, random);
  const latents = drawLatents(brand, random);
  const categoryPath = pathOf(categorySlug, shelfSlug);
  const text = {
    name,
    kind: kind.kind,
    brand: { slug: brand.slug, name: brand.name },
    colorName: color.name,
    material,
    style,
    complements: kind.pairs,
    attributes,
  };
  return {
    ...text,
    ...latents,
    source: 'vitrine-demo',
    externalId: `demo-${String(index + 1).padStart(5, '0')}`,
    slug,
    description: making.writer.write(text, random),
    categoryPath,
    // Drawn apart, so that the other language changes nothing of the first.
    translations: {
      de: writeGerman(text, categoryPath, seededRandom(hashText(`german ${options.seed} ${index}`))),
    },
    skus: skusOf({ kind, code: codeOf(kind, index), priceMinor, color, material }, random),
    color: color.name,
    tags: tagsOf(text, kind),
    specs: specsOf(text),
    metadata: { kind: kind.kind, material, style, color: color.name, colorHex: color.hex },
    firstAvailable: firstDay(options.asOf ?? new Date('2026-11-01T00:00:00Z'), random),
    images: imagesOf(slug, { name, finish: finishOf(color.name, material), url: options.pictureUrl }),
    tint: tileTint({ colorHex: color.hex }),
    index,
    categorySlug,
    brandSlug: brand.slug,
    colorHex: color.hex,
    priceMinor,
    seasonPeakMonth: kind.season ?? null,
  };
}

function drawLatents(brand: Brand, random: Random): { quality: number; appeal: number } {
  const raw = 0.68 + 0.08 * (brand.price - 1) + 0.15 * normal(random);
  const quality = Math.round(Math.max(0.05, Math.min(0.99, raw)) * 1000) / 1000;
  const spread = 1.05;
  const appeal = Math.exp(spread * normal(random) - (spread * spread) / 2 + 0.8 * (quality - 0.68));
  return { quality, appeal: Math.round(appeal * 10_000) / 10_000 };
}

function pathOf(categorySlug: string, shelfSlug: string): { slug: string; name: string }[] {
  const category = categories.find((entry) => entry.slug === categorySlug);
  const shelf = category?.shelves[shelfSlug];
  if (category === undefined || shelf === undefined) throw new Error(`no place ${categorySlug}/${shelfSlug}`);
  return [
    { slug: categorySlug, name: category.name },
    { slug: `${categorySlug}-${shelfSlug}`, name: shelf },
  ];
}

function codeOf(kind: Kind, index: number): string {
  return `${kind.kind
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, 4)}-${String(index + 1).padStart(4, '0')}`;
}

interface SkuChoice {
  readonly kind: Kind;
  readonly code: string;
  readonly priceMinor: number;
  readonly color: NamedColor;
  readonly material: string;
}

/** About one product in six that has no sizes is sold in two or three colours. */
function skusOf(choice: SkuChoice, random: Random): ReturnType<typeof makeSkus> {
  const offered: readonly NamedColor[] = materialOf(choice.material).colors ?? palettes[choice.kind.palette];
  const others = shuffled(random, offered).filter((color) => color.name !== choice.color.name);
  const extra = pickWeighted(random, [
    [0, 5],
    [1, 0.4],
    [2, 0.6],
  ] as const);
  const colors = [choice.color, ...others.slice(0, extra)].map((color) => color.name);
  return makeSkus({ ...choice, colors }, random);
}

/** Skewed to the past, with a steady trickle of new arrivals; opening hour 06:00 UTC. */
function firstDay(asOf: Date, random: Random): Date {
  const daysAgo = Math.floor(730 * Math.pow(random(), 0.7));
  const day = Math.floor(asOf.getTime() / dayMs) - 1 - daysAgo;
  return new Date(day * dayMs + 6 * 3_600_000);
}

interface Pictured {
  readonly name: string;
  readonly finish: string;
  readonly url: CatalogOptions['pictureUrl'];
}

function imagesOf(slug: string, of: Pictured): CatalogImage[] {
  const url = of.url ?? ((slug: string, view: string) => `/media/products/${slug}/${view}.svg`);
  return views.map(([view, words]) => ({
    url: url(slug, view),
    alt: `${of.name} in ${of.finish}${words}`,
    width: 640,
    height: 800,
    kind: 'drawing',
  }));
}

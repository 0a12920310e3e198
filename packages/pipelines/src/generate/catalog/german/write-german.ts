import type { Written } from '../wording.ts';
import { nounOf, fill, finishOf } from '../wording.ts';
import { kindOf } from '../kinds/index.ts';
import { pick, shuffled, type Random } from '../random.ts';
import { colorText } from './colors.ts';
import { homeTexts } from './home-texts.ts';
import type { Gender, KindText, Noun } from './kind-texts.ts';
import { leisureTexts } from './leisure-texts.ts';
import { materialTexts, type MaterialText } from './materials.ts';
import { germanMeasureLabel, sayGermanMeasure } from './measures.ts';
import { closers, openers, styleTexts, tries } from './phrases.ts';
import { shelfNames } from './shelves.ts';
import { wearTexts } from './wear-texts.ts';

/** What a product is called and what is said of it in another language. */
export interface ProductTranslation {
  readonly name: string;
  readonly description: string;
  readonly specs: readonly { readonly name: string; readonly value: string }[];
  /** As long as the product's category path. */
  readonly categoryNames: readonly string[];
  /** As many as the product's pictures. */
  readonly imageAlts: readonly string[];
}

const kindTexts: Readonly<Record<string, KindText>> = { ...homeTexts, ...wearTexts, ...leisureTexts };
const secret = new Set(['noun', 'scale', 'variation', 'bottles']);
const views = ['', ', aus der Nähe', ', im Gebrauch'];

const articles: Readonly<Record<Gender, readonly [nominative: string, accusative: string]>> = {
  m: ['ein ', 'einen '],
  f: ['eine ', 'eine '],
  n: ['ein ', 'ein '],
  p: ['', ''],
};

function nounText(product: Written): Noun {
  const text = kindTexts[product.kind];
  const index = kindOf(product.kind).nouns.indexOf(nounOf(product));
  const noun = text?.nouns[index];
  if (noun === undefined) throw new Error(`"${nounOf(product)}" (${product.kind}) has no German noun`);
  return noun;
}

function materialText(name: string): MaterialText {
  const found = materialTexts[name];
  if (found === undefined) throw new Error(`the material "${name}" has no German text`);
  return found;
}

/** `aus Steinzeug in Salbei`; a colour that is the material itself is said once. */
function finish(product: Written): string {
  const color = colorText(product.colorName);
  const isMaterial = finishOf(product.colorName, product.material) === product.colorName;
  return isMaterial ? `aus ${color.inIt}` : `aus ${materialText(product.material).from} in ${color.inIt}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `großer Stuhl` or `Stuhl` behind an article that leaves the adjective weak is avoided: only lower-case nouns carry one, and they are said without article. */
function withArticle(noun: Noun, form: 0 | 1): string {
  return /^[a-zäöü]/.test(noun.word) ? noun.word : `${articles[noun.gender][form]}${noun.word}`;
}

function slotsOf(product: Written, noun: Noun, random: Random): Record<string, string> {
  const style = styleTexts[product.style];
  const slots: Record<string, string> = {};
  for (const [name, value] of Object.entries(product.attributes)) {
    if (typeof value === 'number') slots[name] = sayGermanMeasure(name, value);
  }
  const adjective = pick(random, style?.adjectives ?? ['gut']);
  return {
    ...slots,
    model: product.name.slice(0, product.name.length - nounOf(product).length).trim(),
    brand: product.brand?.name ?? 'unserer eigenen Werkstatt',
    noun: noun.word,
    aNoun: withArticle(noun, 0),
    aNounAcc: withArticle(noun, 1),
    finish: finish(product),
    adjective,
    adjectiveUp: capital(adjective),
    tries: pick(random, tries),
  };
}

function describe(product: Written, noun: Noun, random: Random): string {
  const slots = slotsOf(product, noun, random);
  const material = materialText(product.material);
  const facts = shuffled(random, kindTexts[product.kind]?.facts ?? []).slice(0, 3);
  const asides = [pick(random, material.facts), pick(random, styleTexts[product.style]?.sentences ?? closers)];
  const fits = openers.filter((opener) => !/^[a-zäöü]/.test(noun.word) || !opener.includes('{aNoun'));
  const body = shuffled(random, [...facts, ...asides]);
  const ending = pick(random, random() < 0.5 ? material.care : closers);
  return [pick(random, fits), ...body, ending].map((sentence) => fill(sentence, slots)).join(' ');
}

function specs(product: Written): { name: string; value: string }[] {
  const rows = [
    { name: 'Material', value: materialText(product.material).name },
    { name: 'Farbe', value: colorText(product.colorName).name },
  ];
  for (const [name, value] of Object.entries(product.attributes)) {
    const label = germanMeasureLabel(name);
    if (typeof value === 'number' && label !== null && !secret.has(name))
      rows.push({ name: label, value: sayGermanMeasure(name, value) });
  }
  return rows;
}

/** The German name, description, specifications, shelves and picture texts of a product of the demo shop. */
export function writeGerman(
  product: Written,
  categoryPath: readonly { readonly slug: string }[],
  random: Random,
): ProductTranslation {
  const noun = nounText(product);
  const model = product.name.slice(0, product.name.length - nounOf(product).length).trim();
  const name = `${capital(noun.word)} ${model}`;
  return {
    name,
    description: describe(product, noun, random),
    specs: specs(product),
    categoryNames: categoryPath.map(({ slug }) => {
      const shelf = shelfNames[slug];
      if (shelf === undefined) throw new Error(`the shelf "${slug}" has no German name`);
      return shelf;
    }),
    imageAlts: views.map((view) => `${name} ${finish(product)}${view}`),
  };
}

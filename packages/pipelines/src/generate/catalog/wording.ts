import type { GeneratedProduct } from './product.ts';
import { sayMeasure } from './measures.ts';

/** What the writers of texts need to know of a product before it is finished. */
export type Written = Pick<
  GeneratedProduct,
  'name' | 'kind' | 'brand' | 'colorName' | 'material' | 'style' | 'complements' | 'attributes'
>;

const pluralEndings = [
  'sneakers',
  'boots',
  'loafers',
  'moccasins',
  'sandals',
  'slides',
  'gloves',
  'mittens',
  'headphones',
  'servers',
  'blocks',
];
const wholeNouns = [
  'cutlery set',
  'badminton set',
  'dessert cutlery',
  'eau de parfum',
  'eau de cologne',
  'room spray',
  'shelving unit',
  'brush pot',
  'pencil cup',
  'desk organiser',
  'hand fork',
];

/** The noun of a product without its series name: `pour-over kettle`. */
export function nounOf(product: Pick<Written, 'attributes'>): string {
  return String(product.attributes['noun'] ?? '');
}

/** The noun people use in speech: `kettle`. */
export function shortNoun(noun: string): string {
  return wholeNouns.includes(noun) ? noun : (noun.split(' ').at(-1) ?? noun);
}

/** Whether one speaks of them in the plural, as of shoes. */
export function isPlural(noun: string): boolean {
  return pluralEndings.some((ending) => noun.endsWith(ending));
}

/** `a` or `an`, by sound as far as spelling tells it. */
export function article(word: string): string {
  return /^([aeio]|un(?!i)|up|um)/i.test(word) ? 'an' : 'a';
}

/** Colour and material in one phrase without saying either twice: `sage stoneware`, `oiled oak`. */
export function finishOf(colorName: string, material: string): string {
  const words = material.split(' ');
  const last = colorName.split(' ').at(-1) ?? '';
  if (words.includes(last) || colorName.includes(material)) return colorName;
  if (colorName.endsWith(words.at(-1) ?? '')) return colorName;
  return `${colorName} ${material}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words that fill the `{slots}` of a sentence for one product. */
export function slotsOf(product: Written): Record<string, string> {
  const noun = nounOf(product);
  const plural = isPlural(noun);
  const group = noun.endsWith('blocks') ? 'set' : 'pair';
  const model = product.name.slice(0, product.name.length - noun.length).trim();
  const slots: Record<string, string> = {};
  for (const [name, value] of Object.entries(product.attributes)) {
    slots[name] = typeof value === 'number' ? sayMeasure(name, value) : value;
  }
  const pair = (product.complements[0] ?? 'lamp').replace(/-/g, ' ');
  return {
    ...slots,
    noun,
    model,
    color: product.colorName,
    material: product.material,
    brand: product.brand?.name ?? 'our own workshop',
    finish: finishOf(product.colorName, product.material),
    short: shortNoun(noun),
    pair,
    oneNoun: plural ? `a ${group} of ${noun}` : `${article(noun)} ${noun}`,
    bareNoun: plural ? `${group} of ${noun}` : noun,
    plainNoun: plural ? `plenty of ${shortNoun(noun)}` : `many a ${shortNoun(noun)}`,
    is: plural ? 'are' : 'is',
    has: plural ? 'have' : 'has',
    does: plural ? 'do' : 'does',
    comes: plural ? 'come' : 'comes',
    looks: plural ? 'look' : 'looks',
    sits: plural ? 'sit' : 'sits',
    it: plural ? 'them' : 'it',
    they: plural ? 'they' : 'it',
    its: plural ? 'their' : 'its',
    this: plural ? 'these' : 'this',
    return: 'return',
  };
}

/** Fills the slots; a capitalised slot (`{Color}`) takes a capital, `{a}` agrees with the next word. */
export function fill(sentence: string, slots: Readonly<Record<string, string>>): string {
  const filled = sentence.replace(/\{(\w+)\}/g, (whole: string, name: string) => {
    if (name === 'a') return '{a}';
    if (name === 'It') return capital(slots['they'] ?? 'it');
    const direct = slots[name];
    if (direct !== undefined) return direct;
    const lower = slots[name.charAt(0).toLowerCase() + name.slice(1)];
    return lower === undefined ? whole : capital(lower);
  });
  const agreed = filled.replace(/\{a\} (\S+)/g, (_, next: string) => `${article(next)} ${next}`);
  return capital(agreed);
}

/** Drops the sentences whose `[words]` do not concern this product, and strips the brackets off the rest. */
export function applicable(sentences: readonly string[], product: Written): string[] {
  const text = [product.name, product.material, ...Object.values(product.attributes)].join(' ').toLowerCase();
  const kept: string[] = [];
  for (const sentence of sentences) {
    const condition = /^\[(!?)([^\]]+)\]\s*(.*)$/.exec(sentence);
    if (condition === null) kept.push(sentence);
    else {
      const hit = (condition[2] ?? '').split('|').some((word) => text.includes(word));
      if (hit !== (condition[1] === '!')) kept.push(condition[3] ?? '');
    }
  }
  return kept;
}

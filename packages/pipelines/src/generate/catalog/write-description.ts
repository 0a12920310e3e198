import { brands } from './brands.ts';
import { kindOf } from './kinds/index.ts';
import { closers, colorLines, openers } from './phrases.ts';
import { pick, shuffled, type Random } from './random.ts';
import { fiveGrams, ShingleIndex, wordsOf } from './shingles.ts';
import { materialOf } from './soft-material.ts';
import { styleOf } from './styles.ts';
import { applicable, fill, slotsOf, type Written } from './wording.ts';

const tries = ['three', 'five', 'seven', 'nine', 'eleven', 'fourteen'];

function draft(product: Written, random: Random): string {
  const kind = kindOf(product.kind);
  const material = materialOf(product.material);
  const style = styleOf(product.style);
  const brand = brands.find((entry) => entry.name === product.brand?.name);
  const slots = { ...slotsOf(product), adjective: pick(random, style.adjectives), tries: pick(random, tries) };
  const facts = shuffled(random, applicable(kind.facts, product));
  const extras = shuffled(random, [
    pick(random, material.facts),
    pick(random, material.facts),
    pick(random, style.sentences),
    pick(random, brand?.voice ?? style.sentences),
    pick(random, material.colors === undefined ? colorLines : material.facts),
  ]);
  const body = shuffled(random, [...facts.slice(0, 2), extras[0] ?? '', extras[1] ?? '']);
  const rest = [...facts.slice(2, 5), ...extras.slice(2)];
  const ending = pick(random, random() < 0.5 ? material.care : closers);
  const target = 66 + Math.floor(random() * 38);
  const sentences = [pick(random, openers), ...new Set(body)];
  const length = () => wordsOf(fill([...sentences, ending].join(' '), slots)).length;
  for (const sentence of rest) {
    if (length() >= target) break;
    if (!sentences.includes(sentence)) sentences.push(sentence);
  }
  while (length() > 126) sentences.pop();
  return [...sentences, ending].map((sentence) => fill(sentence, slots)).join(' ');
}

/** Writes descriptions one after the other and never lets one repeat too much of an earlier one. */
export class DescriptionWriter {
  private readonly index = new ShingleIndex();

  /** 60 to 130 words; the best of up to 40 drafts, the first that shares less than a third with all before. */
  write(product: Written, random: Random): string {
    let best = { text: '', share: 2 };
    for (let attempt = 0; attempt < 40 && best.share > 0.33; attempt++) {
      const text = draft(product, random);
      const share = this.index.largestShare(fiveGrams(text));
      if (share < best.share) best = { text, share };
    }
    this.index.add(fiveGrams(best.text));
    return best.text;
  }
}

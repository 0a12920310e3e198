import { kindOf } from './kinds/index.ts';
import type { GeneratedProduct } from './product.ts';
import { pick, shuffled, type Random } from './random.ts';
import { reasonsByCategory, reviewEnds, reviewStarts, reviewTitles, spans } from './review-phrases.ts';
import { wordsOf } from './shingles.ts';
import { applicable, fill, slotsOf } from './wording.ts';

/** Who writes: `wordiness` 0..1 sets the length (0.5 is a median of about 25 words). */
export interface Reviewer {
  readonly wordiness?: number;
}

/** What a person of that rating has to say of the product, in order: at 4 a small quibble may follow, at 2 and 3 one good word. */
function remarks(product: GeneratedProduct, rating: number, random: Random): string[] {
  const kind = kindOf(product.kind);
  const likes = shuffled(random, applicable(kind.likes, product));
  const gripes = shuffled(random, applicable(kind.gripes, product));
  const like = likes[0] ?? '';
  const gripe = gripes[0] ?? '';
  if (rating >= 5) return [like, likes[1] ?? ''];
  if (rating === 4) return [like, likes[1] ?? ''];
  if (rating === 3)
    return random() < 0.5 ? [like, `On the other hand: ${lower(gripe)}`] : [gripe, `Still, ${lower(like)}`];
  return rating === 2 ? [gripe, `To be fair: ${lower(like)}`] : [gripe, gripes[1] ?? ''];
}

function lower(sentence: string): string {
  return /^(I|I'm|We) /.test(sentence) && sentence.startsWith('I')
    ? sentence
    : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/**
 * A review of 10 to 60 words that names the product's kind and fits the rating.
 * `rating` is 1..5 (rounded and clamped). All chance comes from `random`.
 */
export function composeReview(
  product: GeneratedProduct,
  rating: number,
  ...[random, reviewer]: [random: Random, reviewer?: Reviewer]
): { title: string; body: string } {
  const stars = Math.max(1, Math.min(5, Math.round(rating)));
  const reasons = reasonsByCategory[product.categorySlug] ?? reasonsByCategory['other'] ?? [];
  const slots: Record<string, string> = {
    ...slotsOf(product),
    time: pick(random, spans),
    reason: pick(random, reasons),
  };
  const noun = slots['short'] ?? '';
  const starts = reviewStarts[stars - 1] ?? [];
  const [first = '', second = ''] = remarks(product, stars, random);
  const wordy = (reviewer?.wordiness ?? 0.5) + 0.5 * (random() - 0.5);
  const parts = [pick(random, starts), first];
  if (wordy < 0.22 && parts.join(' ').length > 60) parts.pop();
  if (wordy > 0.5) parts.push(second);
  if (wordy > 0.38 && random() < 0.75) parts.push(pick(random, reviewEnds[stars - 1] ?? []));
  let body = parts.map((part) => fill(part, slots)).join(' ');
  if (wordsOf(body).length < 10) body = [body, fill(first, slots)].join(' ');
  if (!body.toLowerCase().includes(noun)) body = `${fill('The {short}: ', slots)}${lower(body)}`;
  return { title: fill(pick(random, reviewTitles[stars - 1] ?? []), slots), body };
}

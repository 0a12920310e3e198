import { finish } from '@vitrine/kernels';
import type { Interactions } from '../interactions/interactions.ts';
import type { ModelBody } from './define-model.ts';
import type { FittedModel, ListQuestion, TakeList, UserContext } from './model.ts';
import { listsByScores } from './recommend-many.ts';

/** What of a model is asked for one visitor or many. */
type Asked = Pick<FittedModel, 'scoreItems' | 'scoreItemsInSteps' | 'scoreMany' | 'recommendMany' | 'explainItem'>;

/**
 * The body's answers, and the order of popularity where it has none: for somebody without history and session whose scores are all 0, an item's score
 * is its share of the training rows. Without it a list for a new visitor would be the first items of the catalog.
 */
export function answerStrangers(
  body: ModelBody,
  interactions: Interactions,
  scoreMany: FittedModel['scoreMany'],
): Asked {
  const itemCount = interactions.itemIds.length;
  let shares: Float32Array | null = null;
  const popular = (): Float32Array => (shares ??= sharesOf(interactions));
  const orPopular = (context: UserContext, scores: Float32Array): Float32Array =>
    isStranger(context) && scores.every((score) => score === 0) ? popular() : scores;
  const many: FittedModel['scoreMany'] = (contexts, take) =>
    scoreMany(contexts, (at, scores) => take(at, orPopular(contexts[at], scores)));
  const inSteps: FittedModel['scoreItemsInSteps'] = function* (context, out) {
    if (body.scoreItemsInSteps === undefined) body.scoreItems(context, out);
    else yield* body.scoreItemsInSteps(context, out);
    const answered = orPopular(context, out);
    if (answered !== out) out.set(answered);
  };
  return {
    scoreItems: (context, out) => finish(inSteps(context, out)),
    scoreItemsInSteps: inSteps,
    scoreMany: many,
    recommendMany(question, take) {
      const short = body.recommendMany;
      if (short === undefined) return listsByScores(many, itemCount, { question, take });
      const [strangers, others] = part(question.contexts);
      if (others.length > 0) short.call(body, ...questionOf(question, take, others));
      if (strangers.length === 0) return;
      const [asked, answer] = questionOf(question, take, strangers);
      listsByScores(many, itemCount, { question: asked, take: answer });
    },
    explainItem(context, item) {
      if (!isStranger(context)) return body.explainItem(context, item);
      const scores = new Float32Array(itemCount);
      body.scoreItems(context, scores);
      if (orPopular(context, scores) === scores) return body.explainItem(context, item);
      return { item, anchors: [], parts: { popularity: popular()[item] } };
    },
  };
}

/** Somebody who was only shown things is one too: such rows weigh nothing and teach nothing. */
function isStranger({ history, session }: UserContext): boolean {
  return session.length === 0 && history.weights.every((weight) => !(weight > 0));
}

function sharesOf({ items, itemIds }: Interactions): Float32Array {
  const shares = new Float32Array(itemIds.length);
  for (const item of items) shares[item]++;
  for (let item = 0; item < shares.length; item++) shares[item] /= Math.max(1, items.length);
  return shares;
}

function part(contexts: readonly UserContext[]): readonly [strangers: number[], others: number[]] {
  const [strangers, others]: [number[], number[]] = [[], []];
  contexts.forEach((context, at) => (isStranger(context) ? strangers : others).push(at));
  return [strangers, others];
}

/** The same question for some of its contexts, and how its answers go back to their places. */
function questionOf(question: ListQuestion, take: TakeList, places: readonly number[]): [ListQuestion, TakeList] {
  if (places.length === question.contexts.length) return [question, take];
  const { own } = question;
  const asked = { ...question, contexts: places.map((at) => question.contexts[at]) };
  return [own === undefined ? asked : { ...asked, own: (at) => own(places[at]) }, (at, list) => take(places[at], list)];
}

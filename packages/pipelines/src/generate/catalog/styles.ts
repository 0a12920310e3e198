import { lines } from './lines.ts';

/** What the shop says about a style, and the words it describes things with. */
export interface Style {
  readonly adjectives: readonly string[];
  readonly sentences: readonly string[];
}

function style(adjectives: string, sentences: string): Style {
  return { adjectives: adjectives.split(', '), sentences: lines(sentences) };
}

/** The six styles by name. */
export const styles: Readonly<Record<string, Style>> = {
  nordic: style(
    'quiet, pale, unhurried, light-footed, northern',
    `Nothing about it is loud, and that is why it lasts.
    It looks its best in the flat light of a winter morning.
    A little air around it is all the staging it needs.
    Drawn in the north, where rooms are small and evenings long.
    Two lines, one curve, and then the designer stopped.`,
  ),
  modern: style(
    'clear, precise, pared-back, well-drawn, level-headed',
    `Every line has a reason, and you can work out most of them.
    It belongs to no year in particular.
    The proportions were settled in paper long before the first sample.
    There is no ornament, only good intervals.
    Next to old things it looks new, and next to new things it looks right.`,
  ),
  rustic: style(
    'honest, hearty, sturdy, farmhouse, weathered',
    `It looks as if it had always been there, on its hook or its board.
    Small irregularities are the signature of the hand.
    It gets along with chipped enamel, old boards and muddy boots.
    You can hear the workshop in it.
    It does not mind being used every single day.`,
  ),
  classic: style(
    'timeless, composed, well-mannered, graceful, assured',
    `Your grandmother would know what it is for, and your daughter will want it.
    The form goes back a century and has been corrected only twice.
    It dresses up or down without changing a thing.
    Fashion has gone past it several times and tipped its hat.
    It is the one you compare all the others with.`,
  ),
  playful: style(
    'cheerful, bright, sunny, spirited, light-hearted',
    `There is a joke in it somewhere, and a good one.
    It makes a grey Tuesday noticeably better.
    Someone clearly had fun choosing that {color}.
    It is serious about its work and about nothing else.
    Children reach for it first, and then everybody else.`,
  ),
  industrial: style(
    'plain-spoken, robust, workmanlike, purposeful, straightforward',
    `It could have come from a good machine shop, and in a way it did.
    Screws are visible because they are meant to be turned.
    It is built to a drawing and not to a mood.
    What looks strong on it is strong.
    It carries its first scratch like a medal.`,
  ),
};

/** The style of that name; throws when there is none. */
export function styleOf(name: string): Style {
  const found = styles[name];
  if (found === undefined) throw new Error(`no style "${name}"; known: ${Object.keys(styles).join(', ')}`);
  return found;
}

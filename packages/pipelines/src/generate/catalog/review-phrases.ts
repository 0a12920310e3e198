import { lines } from './lines.ts';

/** Titles by rating 1..5 (index 0..4). */
export const reviewTitles: readonly (readonly string[])[] = [
  lines(`Very disappointed
    Sent {it} back
    Not worth the money
    Would not buy again
    {Short} let me down
    Poor quality
    Save your money
    Broken within weeks
    Do not bother with {this} {short}
    Expected far more`),
  lines(`Prettier than useful
    Not for me
    Expected more from {brand}
    Nice idea, poor {short}
    Rather disappointing
    Only so-so
    Pretty but flawed
    Two stars for the colour
    Below par`),
  lines(`Fine, with a catch
    All right
    Average {short}
    Good looks, small flaw
    Mixed feelings
    Does the job
    Okay for the price
    Half convinced
    Decent {short}, but`),
  lines(`Very good {short}
    Nearly perfect
    Pleased with {it}
    Good buy
    Lovely {color}
    Solid {short}
    Happy, one small thing
    Well made
    Recommended
    Just what I needed`),
  lines(`Love {this} {short}
    Perfect
    Beautiful {short}
    Even nicer in real life
    The best {short} I have had
    Wonderful
    Exactly right
    Could not be happier
    Worth every cent
    Gorgeous {color}
    Great gift
    {Model} is a keeper
    Would buy again
    A joy to use`),
];

/** First sentences by rating; each says what the thing is. */
export const reviewStarts: readonly (readonly string[])[] = [
  lines(`I had high hopes for the {noun}, and it was a let-down.
    This was my first {brand} {short} and it will be the last.
    Returned the {short} after {time}.
    Sadly the {model} {short} {is} not what was promised.
    For this price I expected a better {short}.
    The {short} went back to the shop.`),
  lines(`I wanted to like the {model} {short}, I really did.
    The {short} {looks} good in {color}, and that is about it.
    Not the {short} I had hoped for.
    After {time} with the {noun} I am rather disappointed.
    The {finish} is nice, the {short} less so.`),
  lines(`The {short} {is} fine, no more and no less.
    I have had the {noun} for {time} and I am in two minds.
    Nice {short}, although not without faults.
    The {model} {short} {does} what {they} should, mostly.
    Bought the {short} {reason}.`),
  lines(`Bought the {noun} {reason} and I am pleased.
    A really good {short} from {brand}.
    I have used the {model} {short} for {time} now.
    The {short} in {color} is just what I wanted.
    Good {short} for the money.
    My second {short} from {brand}.`),
  lines(`I bought the {noun} {reason} and love it.
    Absolutely delighted with the {model} {short}.
    I have had my {short} for {time} and would not be without it.
    The {short} in {finish} is even more beautiful than in the pictures.
    What a lovely {short}.
    This {short} replaced one I had for ten years.
    My partner gave me the {model} {short} and chose well.
    Best {short} I have bought in a long time.`),
];

/** Last sentences by rating. */
export const reviewEnds: readonly (readonly string[])[] = [
  lines(`I asked for my money back.
    Customer service was friendly, that is all.
    Look elsewhere.
    A pity, because the {color} is lovely.
    Would give no stars if I could.`),
  lines(`I will keep looking.
    At half the price I might have kept it.
    It may suit others better.
    The colour is nice, at least.
    Sent it back in the end.`),
  lines(`I will keep it, but I would not buy it twice.
    At a lower price I would be happier.
    Okay for occasional use.
    Let us see how it lasts.
    Delivery was quick.`),
  lines(`Would buy again.
    One star off for the price.
    Delivery took a while but it was worth it.
    I can recommend it.
    Goes well with the {pair}.
    It only came in more packaging than it needed.`),
  lines(`Highly recommended.
    Already ordered another one as a present.
    Worth the price.
    The {color} is exactly as shown.
    Arrived quickly and well packed.
    Thank you, {brand}.
    It looks wonderful beside the {pair}.
    Everyone who visits asks about it.
    I could not find a single fault.`),
];

export const spans = ['a week', 'two weeks', 'three weeks', 'a month', 'two months', 'half a year', 'one winter'];

const homeReasons = [
  'for our new flat',
  'as a wedding present',
  'for my mother',
  'to replace an old one',
  'for the holiday house',
  'on a whim',
  'as a treat for myself',
];
const wearReasons = [
  'for the winter',
  'for a trip',
  'for work',
  'for my husband',
  'for my sister',
  'for everyday use',
  'after reading the other reviews',
];
const playReasons = [
  'for my nephew',
  'for the birthday of our daughter',
  'for our godson',
  'for the summer',
  'for the whole family',
  'as a present',
];

/** Why people buy, by department. */
export const reasonsByCategory: Readonly<Record<string, readonly string[]>> = {
  shoes: wearReasons,
  bags: wearReasons,
  outerwear: wearReasons,
  knitwear: wearReasons,
  toys: playReasons,
  sport: [...playReasons.slice(3), 'for the club', 'to get back into shape', 'for our holidays'],
  other: homeReasons,
};

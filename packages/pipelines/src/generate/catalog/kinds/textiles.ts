import { kind } from './kind.ts';

/** Cushions, blankets, rugs, towels, baskets. */
export const textileKinds = [
  kind('cushion@textiles/cushions-and-throws', 'cushion, cushion cover, floor cushion', {
    price: 39,
    materials: ['linen', 'cotton', 'velvet', 'wool', 'boucle'],
    palette: 'textile',
    size: { width: [40, 60], height: [40, 60], weight: [300, 1100] },
    words: { pattern: ['plain', 'striped', 'checked', 'block-printed'] },
    pairs: ['sofa', 'blanket', 'armchair'],
    sizes: 'cushion',
    season: 10,
    facts: `The {pattern} front is finished with a narrow flange, the back is plain.
      A hidden zip makes the cover easy to take off.
      Duck feathers fill it out to the corners; a shake in the morning is enough.
      One is a touch of colour, three are a place to lie down.
      Seams are overlocked twice because cushions lead a hard life.
      The reverse is a shade darker, so turning it over changes the sofa.`,
    likes: `Plump, soft and the colour lifts the whole sofa.
      The zip is invisible and the cover washes well.
      Fabric feels much more expensive than it was.
      The pattern is subtle and goes with everything.`,
    gripes: `Feathers come out through the fabric.
      The cover shrank and no longer fits.
      It went flat within a week.
      The zip broke when I first opened it.`,
  }),
  kind('blanket@textiles/cushions-and-throws', 'throw, blanket, picnic blanket', {
    price: 84,
    materials: ['wool', 'cotton', 'lambswool', 'merino', 'linen'],
    palette: 'textile',
    size: { width: [120, 150], length: [170, 220], weight: [600, 1600] },
    words: { pattern: ['plain', 'striped', 'checked', 'herringbone'], edge: ['fringed', 'blanket-stitched', 'hemmed'] },
    pairs: ['armchair', 'cushion', 'sofa'],
    sizes: 'blanket',
    season: 11,
    facts: `A {pattern} weave with {edge} ends, wide enough for two on one sofa.
      It was raised with teasels, which gives the surface its down.
      Thrown over the arm of a chair it finishes a room; pulled over the knees it finishes a day.
      At {weight} it keeps you warm without pressing.
      It folds small enough for the boot of the car.
      The selvedges are straight and woven, so nothing unravels.`,
    likes: `Warm without being heavy and big enough for two.
      So soft that the children fight over it.
      The weave is beautiful and the ends are tidy.
      I take it everywhere, even on the train.`,
    gripes: `It sheds fluff over every piece of clothing.
      Very scratchy on bare arms.
      Smaller than stated, it does not cover my feet.
      The fringe tangled in the first wash.`,
  }),
  kind('rug@textiles/rugs', 'rug, flatweave rug, runner', {
    price: 219,
    materials: ['wool', 'jute', 'cotton', 'wool'],
    palette: 'textile',
    size: { width: [70, 200], length: [140, 300], height: [0.6, 1.8], weight: [2500, 16000] },
    words: { pattern: ['striped', 'bordered', 'diamond', 'plain', 'checked'] },
    pairs: ['sofa', 'table', 'floor-lamp'],
    sizes: 'rug',
    season: 10,
    facts: `The {pattern} design is woven in, so it looks the same from below and can be turned.
      It lies flat from the first day because it travels rolled, not folded.
      Pile and warp are thick enough to hush a hard floor.
      The short ends are knotted by hand.
      Chairs move over it without catching.
      Dyed in small lots, its {color} shifts gently across the width.
      Lay the front legs of the sofa on it and the room holds together.`,
    likes: `Lies flat, feels wonderful underfoot and hides crumbs.
      The colours are rich and exactly as shown.
      Really brings the living room together.
      Dense and well woven, no shedding so far.`,
    gripes: `It slides about, so you need to buy a mat as well.
      It has shed by the handful for weeks.
      One side is a good three centimetres shorter.
      The corners curl up and people trip over them.`,
  }),
  kind('towel@textiles/bath-linen', 'bath towel, hand towel, waffle towel', {
    price: 29,
    materials: ['terry cotton', 'cotton', 'linen'],
    palette: 'bath',
    size: { width: [50, 70], length: [90, 140], weight: [250, 700] },
    words: { border: ['striped', 'plain', 'ribbed'] },
    pairs: ['soap', 'dispenser', 'brush'],
    sizes: 'towel',
    facts: `A {border} border marks the ends, and a loop on the long side stays put in the wash.
      It dries you in one go and is dry again by the evening.
      The edges are double-stitched, which is where towels usually give up.
      It measures {width} by {length} and wraps all the way round.
      The {color} is dyed to last through hot washes.
      Rolled in a basket they look like a good hotel.`,
    likes: `Really absorbent, even from the first wash.
      Thick and soft but dries quickly on the rail.
      The colour has not faded after many hot washes.
      The hanging loop is in the right place at last.`,
    gripes: `It just pushes the water around.
      Threads pulled within a month.
      Left blue fluff all over me.
      Turned stiff as a board after the first wash.`,
  }),
  kind('basket@textiles/baskets', 'storage basket, laundry basket, market basket', {
    price: 46,
    materials: ['wicker', 'jute', 'wicker'],
    palette: 'textile',
    size: { height: [22, 55], diameter: [24, 46], capacity: [9, 62], weight: [500, 2200] },
    words: { handles: ['leather', 'woven', 'rope'] },
    pairs: ['blanket', 'towel', 'shelf'],
    facts: `It swallows {capacity} of toys, wool, kindling or washing.
      {handles} handles are stitched right through the wall.
      The base is double-woven so that it does not belly out.
      It keeps its shape when empty and softens when full.
      A band of {color} runs just below the rim.
      Beside the sofa it hides the blankets, by the door it hides the shoes.`,
    likes: `Holds a whole load of laundry and still looks good.
      Well woven, the handles are strong.
      Keeps its shape and matches the shelf.
      Hides all the toys in ten seconds.`,
    gripes: `The handle tore out the first time I carried it full.
      It smells strongly of smoke.
      Arrived squashed and never recovered.
      Sharp ends stick out and snag the linen.`,
  }),
];

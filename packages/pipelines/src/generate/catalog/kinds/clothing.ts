import { kind } from './kind.ts';

/** Coats, jackets, umbrellas, knitwear, shirts. */
export const clothingKinds = [
  kind('coat@outerwear/coats', 'wool coat, overcoat, car coat', {
    price: 289,
    materials: ['wool', 'wool', 'boucle'],
    palette: 'fashion',
    size: { length: [88, 116], weight: [1200, 2200] },
    words: { buttons: ['horn', 'leather', 'corozo'], collar: ['notched', 'stand-up', 'wide'] },
    pairs: ['scarf', 'boot', 'gloves'],
    sizes: 'clothing',
    season: 11,
    facts: `Cut straight with a {collar} collar, it falls {length} from the shoulder.
      The {buttons} buttons are sewn on with a shank so that they sit well when closed.
      It is half-lined, so it slips over a jumper.
      Inside pockets on both sides are deep enough for a paperback.
      A long vent lets you stride and sit.
      The sleeves are set by hand and do not pull when you reach for the strap on the tram.`,
    likes: `Warm, beautifully cut and it goes with everything.
      Fits perfectly over a thick jumper.
      The cloth is heavy and drapes so well.
      I have had compliments every time I wear it.`,
    gripes: `The lining tore at the armhole within days.
      It bobbles badly under the arms.
      Sleeves far too long for the size.
      It smelled of chemicals and had to be aired for a week.`,
  }),
  kind('jacket@outerwear/jackets', 'chore jacket, field jacket, bomber jacket', {
    price: 149,
    materials: ['canvas', 'waxed cotton', 'suede', 'cotton', 'leather'],
    palette: 'fashion',
    size: { length: [62, 76], weight: [700, 1500] },
    words: { closure: ['buttons', 'a two-way zip', 'press studs'], pockets: ['three', 'four', 'two'] },
    pairs: ['sneaker', 'shirt', 'hat'],
    sizes: 'clothing',
    season: 9,
    facts: `It closes with {closure} and has {pockets} patch pockets big enough to be useful.
      The shoulders are roomy, the waist is straight.
      Cuffs can be turned back to show the inside.
      Felled seams leave nothing raw, inside or out.
      Worn open in May or over a jumper in October, it is never quite wrong.
      Elbows are doubled because that is where jackets end.`,
    likes: `Great fit through the shoulders and pockets that hold things.
      The material softens with every wear.
      Just right for spring and for cool evenings.
      Well made inside as well as outside.`,
    gripes: `The zip caught on its first outing and then split.
      A button fell off before I had even worn it.
      Boxy and short, nothing like the photo.
      Colour came out in the rain and ruined my shirt.`,
  }),
  kind('parka@outerwear/parkas-and-rainwear', 'parka, raincoat, hooded anorak', {
    price: 199,
    materials: ['recycled nylon', 'waxed cotton', 'recycled polyester'],
    palette: 'fashion',
    size: { length: [76, 98], column: [8000, 20000], weight: [700, 1600] },
    words: { hood: ['a stiffened peak', 'a drawcord', 'a brushed lining'] },
    pairs: ['boot', 'umbrella', 'backpack'],
    sizes: 'clothing',
    season: 10,
    facts: `The hood has {hood} and turns with your head.
      Seams are taped and the cloth holds back a water column of {column}.
      A storm flap covers the zip and closes with studs.
      Side vents open when the climb gets warm.
      The hem is longer at the back, for bicycles and damp benches.
      Pockets sit high, where a rucksack belt leaves them free.`,
    likes: `Stayed completely dry through two hours of rain.
      The hood moves with the head and does not block the view.
      Light to wear and yet the wind does not get through.
      Lots of pockets, all of them with zips.`,
    gripes: `The shoulders soak through in light rain.
      The zip is fiddly and catches on the flap.
      It rustles so loudly that one cannot talk.
      The hood will not stay up in the wind.`,
  }),
  kind('umbrella@outerwear/umbrellas', 'umbrella, walking umbrella, folding umbrella', {
    price: 45,
    materials: ['recycled polyester'],
    palette: 'fashion',
    size: { diameter: [94, 118], ribs: [8, 12], weight: [330, 690] },
    words: { handle: ['maple', 'cherry', 'cork', 'beech'] },
    pairs: ['parka', 'boot', 'coat'],
    season: 10,
    facts: `It has {ribs} of fibreglass that bend in a gust and come back.
      The curved {handle} handle hangs over an arm or a chair.
      Open, it spans {diameter} and covers a shopping bag, too.
      It opens at the push of a button and closes by hand, gently.
      The point is tipped with brass, the tie ends in a loop.
      Spare parts are sold singly, so it may grow old.`,
    likes: `Survived a real storm without turning inside out.
      Big enough for two and light to carry.
      The handle feels lovely in the hand.
      Opens smoothly and the colour cheers up a wet day.`,
    gripes: `It flipped in the first gust and two ribs broke.
      The button stuck and now it will not open.
      Rain drips through at the tip.
      The handle came off when I pulled it out of the stand.`,
  }),
  kind('sweater@knitwear/sweaters', 'crew-neck sweater, fisherman sweater, roll-neck jumper', {
    price: 119,
    materials: ['merino', 'lambswool', 'cotton', 'wool'],
    palette: 'fashion',
    size: { gauge: [3, 12], weight: [300, 900] },
    words: { stitch: ['plain', 'ribbed', 'cabled', 'moss-stitch'] },
    pairs: ['shirt', 'scarf', 'coat'],
    sizes: 'clothing',
    season: 11,
    facts: `Knitted in a {stitch} pattern at {gauge}, it has body without bulk.
      The shoulders are fully fashioned: shaped on the machine, not cut.
      Cuffs and hem are ribbed deep and spring back.
      The neck is linked stitch by stitch and lies flat.
      It layers over a shirt and under a jacket.
      A spare length of yarn is tucked into the pocket of the label.`,
    likes: `Soft, warm and not itchy at all.
      Holds its shape after several washes.
      The knit is even and the cuffs stay tight.
      My favourite jumper of this winter.`,
    gripes: `It pilled after wearing it twice.
      Shrank two sizes though I washed it cold.
      Terribly itchy around the neck.
      A hole appeared at the elbow in the first month.`,
  }),
  kind('shirt@knitwear/shirts', 'oxford shirt, linen shirt, overshirt', {
    price: 79,
    materials: ['cotton', 'linen', 'cotton'],
    palette: 'fashion',
    size: { length: [72, 80], weight: [180, 420] },
    words: { collar: ['button-down', 'band', 'soft spread'], pattern: ['plain', 'striped', 'checked'] },
    pairs: ['jacket', 'loafer', 'sweater'],
    sizes: 'clothing',
    season: 5,
    facts: `The {collar} collar has no stiffening and rolls as it should.
      A {pattern} cloth with seven stitches to the centimetre.
      Buttons are mother of pearl, with two spares inside the seam.
      The hem is curved and short enough to be worn outside.
      A box pleat at the back gives the shoulders room.
      One pocket on the chest, square and plain.`,
    likes: `Great cut, neither tight nor baggy.
      Lovely fabric that hardly needs ironing.
      The collar sits well with and without a jacket.
      I bought a second one straight away.`,
    gripes: `Sleeves are short and the body is wide.
      The fabric is see-through.
      The collar curled after the first wash.
      A seam opened under the arm.`,
  }),
  kind('scarf@knitwear/scarves', 'scarf, fringed scarf, ribbed scarf', {
    price: 59,
    materials: ['merino', 'lambswool', 'wool', 'linen'],
    palette: 'textile',
    size: { length: [160, 210], width: [25, 48], weight: [120, 380] },
    words: { pattern: ['plain', 'striped', 'checked'], end: ['fringed', 'plain', 'rolled'] },
    pairs: ['coat', 'gloves', 'hat'],
    season: 11,
    facts: `It is {length} long and goes twice around with an end to spare.
      The {pattern} cloth finishes in {end} ends.
      Fulled lightly after weaving, it is close and soft.
      In the office it turns into a shawl, on the train into a pillow.
      Light enough for September and warm enough for January.
      The {color} was chosen to be kind to faces.`,
    likes: `Wonderfully soft and long enough to wrap twice.
      Warm without being bulky under the coat.
      The colours are richer than on the screen.
      Wore it all winter and it still looks new.`,
    gripes: `It leaves fluff all over my coat.
      Scratchy against the neck.
      The fringe came apart after a week.
      Much shorter than the measurements say.`,
  }),
  kind('hat@knitwear/hats-and-gloves', 'beanie, bobble hat, ribbed hat', {
    price: 34,
    materials: ['merino', 'lambswool', 'cotton'],
    palette: 'textile',
    size: { height: [20, 26], weight: [55, 140] },
    words: { cuff: ['deep turn-up', 'narrow turn-up', 'double cuff'] },
    pairs: ['scarf', 'gloves', 'parka'],
    season: 12,
    facts: `The {cuff} covers the ears and can be pulled down in wind.
      Knitted in one piece, there is no seam to press on the forehead.
      It stretches to fit heads from 54 to 60 centimetres.
      It keeps its spring because the ribs run all the way up.
      It weighs {weight} and fits in any pocket.
      Decreases meet in a star at the crown.`,
    likes: `Warm, does not itch and stays in place.
      Fits my rather large head without squeezing.
      The colour is great and the knit is dense.
      Not sweaty even when I run in it.`,
    gripes: `It stretched out and now falls over my eyes.
      Makes my forehead itch.
      So thin that the wind blows through.
      The hat lost its shape in the first wash.`,
  }),
  kind('gloves@knitwear/hats-and-gloves', 'gloves, mittens, lined gloves', {
    price: 44,
    materials: ['merino', 'leather', 'lambswool', 'suede'],
    palette: 'textile',
    size: { cuff: [5, 9], weight: [60, 180] },
    words: { lining: ['fleece', 'silk', 'cashmere'] },
    pairs: ['scarf', 'hat', 'coat'],
    sizes: 'small-medium-large',
    season: 12,
    facts: `The {lining} lining is soft on cold fingers.
      A cuff of {cuff} closes the gap below the sleeve.
      Thumb and forefinger have a thread that a screen understands.
      The thumb is set in its own gusset, so the palm does not pull.
      They clip together and so remain a pair.
      The palm is stitched double where the handlebar rubs.`,
    likes: `Warm down to minus ten and I can still use the phone.
      Perfect fit, the fingers are not too long.
      The lining is blissfully soft.
      Good grip on the handlebars.`,
    gripes: `The screen fingers do not work at all.
      A seam opened between two fingers.
      Cold hands after five minutes outside.
      Sizes run small, my fingers hit the tips.`,
  }),
];

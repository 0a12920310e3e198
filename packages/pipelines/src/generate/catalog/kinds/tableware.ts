import { kind } from './kind.ts';

/** What stands on a laid table. */
export const tablewareKinds = [
  kind('mug@tableware/cups-and-tea', 'mug, coffee mug, tea mug', {
    price: 18,
    materials: ['stoneware', 'stoneware', 'porcelain', 'enamelled steel'],
    palette: 'ceramic',
    size: { height: [7.5, 11], diameter: [7.5, 10], capacity: [0.25, 0.45], weight: [220, 420] },
    words: { shape: ['straight', 'rounded', 'tapered'] },
    pairs: ['teapot', 'kettle', 'plate'],
    season: 12,
    facts: `The {shape} body holds {capacity}, a proper helping.
      Three fingers fit through the handle, and the fourth finds a place below it.
      A slightly turned-out lip makes it pleasant to drink from.
      It stacks two high without wobbling.
      The thick wall keeps tea warm to the bottom of the page.
      It fits under every coffee machine we tried.
      Buy it singly or gather a set in several colours.`,
    likes: `Keeps my tea hot and feels lovely to hold.
      The colour is even nicer than in the picture.
      Perfect size for a big coffee.
      Survived the dishwasher every day since I bought it.`,
    gripes: `The handle is so small that only one finger fits.
      The glaze crazed after a few washes.
      It arrived in two pieces.
      The bottom is rough and scratched my table.`,
  }),
  kind('plate@tableware/plates-and-bowls', 'dinner plate, side plate, dessert plate', {
    price: 21,
    materials: ['stoneware', 'porcelain', 'stoneware'],
    palette: 'ceramic',
    size: { diameter: [18, 29], height: [2, 3.2], weight: [350, 900] },
    words: { rim: ['coupe', 'raised', 'wide'] },
    pairs: ['bowl', 'cutlery', 'glass'],
    facts: `With a {rim} rim and a width of {diameter}, it frames the food instead of competing with it.
      The well is deep enough for a little sauce.
      A soft matte glaze keeps cutlery quiet.
      Six of them stack no higher than a hand.
      It can wait in a warm oven until everybody sits down.
      Mix it with other colours of the series; they were chosen to be seen together.
      Plain enough for Tuesday and good enough for guests.`,
    likes: `Food looks wonderful on this plate.
      Solid, not too heavy, and it stacks neatly.
      The glaze has a lovely uneven edge.
      No knife marks so far after daily dinners.`,
    gripes: `Every knife leaves a grey mark on the glaze.
      Two of my four plates are visibly different sizes.
      It gets extremely hot in the microwave.
      The edge chipped the first time it touched the tap.`,
  }),
  kind('bowl@tableware/plates-and-bowls', 'cereal bowl, serving bowl, pasta bowl', {
    price: 26,
    materials: ['stoneware', 'porcelain', 'acacia', 'glass'],
    palette: 'ceramic',
    size: { diameter: [13, 28], height: [5, 11], capacity: [0.4, 2.8], weight: [350, 1400] },
    words: { foot: ['narrow', 'broad', 'hidden'] },
    pairs: ['plate', 'cutlery', 'jar'],
    facts: `Standing on a {foot} foot, it can be lifted easily even when it is full.
      It holds {capacity} to the brim and looks best at half of that.
      The curve inside is one sweep, and a spoon reaches every drop.
      Salad, noodles, cherries, keys: it has no single purpose.
      Smaller sizes nest inside the bigger ones.
      The rim is thin enough to drink the last of the soup.`,
    likes: `Just the right depth for soup and pasta.
      Big enough for a salad for four.
      I use this bowl for everything from porridge to fruit.
      Beautiful on the table even when it is empty.`,
    gripes: `Smaller than expected, hardly holds a portion.
      It wobbles because the foot is not flat.
      Stains from tomato sauce will not come out.
      Arrived with a hairline crack inside.`,
  }),
  kind('glass@tableware/glasses-and-carafes', 'tumbler, water glass, highball glass', {
    price: 14,
    materials: ['glass'],
    palette: 'ceramic',
    size: { height: [8, 15], diameter: [6.5, 9], capacity: [0.2, 0.48], weight: [150, 380] },
    words: { base: ['heavy', 'rounded', 'faceted'] },
    pairs: ['carafe', 'plate', 'cutlery'],
    season: 7,
    facts: `A {base} base gives it a calm stand on the table.
      It takes {capacity}, ice and mint included.
      Water, juice, a small negroni: nothing looks out of place in it.
      The wall is thin at the lip and stronger below.
      It stacks, which a cupboard will thank you for.
      Colours can be mixed so that everybody finds their own glass again.`,
    likes: `Thin rim and a solid base, lovely to drink from.
      The tint is subtle and catches the light at dinner.
      They stack without getting stuck.
      Went through the dishwasher fifty times and still clear.`,
    gripes: `It cracked the first time I poured in something warm.
      Went cloudy after three washes.
      The glass is so thin that I am afraid to hold it.
      One of them is clearly crooked.`,
  }),
  kind('carafe@tableware/glasses-and-carafes', 'carafe, water jug, wine decanter', {
    price: 36,
    materials: ['glass', 'glass', 'stoneware'],
    palette: 'ceramic',
    size: { height: [22, 32], diameter: [9, 15], capacity: [0.75, 1.6], weight: [500, 1200] },
    words: { stopper: ['cork', 'oak', 'glass'] },
    pairs: ['glass', 'plate', 'bowl'],
    season: 6,
    facts: `It carries {capacity} to the table, about five glasses.
      The waist is where your hand wants to be.
      A {stopper} stopper keeps out dust and fruit flies.
      The lip was shaped so that the last drop goes back inside.
      Wide below, it lets a young wine open up in half an hour.
      It fits in the door of most fridges.
      Left on a desk, it makes you drink more water than any app.`,
    likes: `Pours cleanly and fits in the fridge door.
      Elegant, I keep it by the bed.
      Easy to grip even with wet hands.
      The stopper fits well and looks good.`,
    gripes: `It drips down the neck with every pour.
      Impossible to clean inside, no brush fits.
      The stopper fell in and I cannot get it out.
      Thin glass, it broke in the sink in the first week.`,
  }),
  kind('teapot@tableware/cups-and-tea', 'teapot, small teapot, family teapot', {
    price: 48,
    materials: ['stoneware', 'porcelain', 'cast iron', 'glass'],
    palette: 'ceramic',
    size: { height: [11, 18], width: [17, 25], capacity: [0.5, 1.4], weight: [500, 1500] },
    words: { handle: ['looped', 'overhead', 'bamboo'] },
    pairs: ['mug', 'kettle', 'jar'],
    season: 11,
    facts: `It brews {capacity} at a time, leaves loose and free to unfold.
      A fine steel strainer hangs inside and lifts out with the lid.
      The {handle} handle leaves room for knuckles.
      Its lid is locked by a small nose and stays on to the last drop.
      The spout sits above the waterline, so nothing escapes on the way to the table.
      Round inside, so the leaves move as the water goes in.
      It keeps a second cup warm for the time it takes to read a letter.`,
    likes: `Pours without a single drip, rare in a teapot.
      The strainer is fine enough for rooibos.
      Keeps tea warm for well over half an hour.
      A pretty shape that everyone asks about.`,
    gripes: `The lid falls off as soon as you tilt it.
      It dribbles down the spout onto the cloth.
      The strainer is so coarse that leaves end up in the cup.
      Only enough for two small cups.`,
  }),
  kind('cutlery@tableware/cutlery', 'cutlery set, dessert cutlery, salad servers', {
    price: 54,
    materials: ['stainless steel', 'brass'],
    palette: 'ceramic',
    size: { length: [17, 25], pieces: [3, 4], weight: [120, 260] },
    words: { finish: ['matte', 'mirror', 'hammered'] },
    pairs: ['plate', 'bowl', 'glass'],
    season: 12,
    facts: `Fork, knife and spoon share one line, {finish} from the tip to the end.
      The necks are thin and the bowls deep, a proportion borrowed from the eighteenth century.
      Each piece is forged from one bar, with no seam to catch a tea towel.
      The set has {pieces} for one place at the table.
      They are weighted towards the end, so they rest lightly in the hand.
      Tines are polished on the inside too, where lips will find them.`,
    likes: `Well balanced and heavy enough to feel serious.
      The finish still looks new after weeks in the dishwasher.
      The slim shape is elegant without being fussy.
      Knife actually cuts.`,
    gripes: `Rust spots after the second wash.
      The fork is so thin that it bends in a potato.
      Finish scratched right away.
      Uncomfortable edges on the handles.`,
  }),
  kind('vase@tableware/vases', 'vase, bud vase, tall vase', {
    price: 39,
    materials: ['stoneware', 'glass', 'porcelain', 'terracotta'],
    palette: 'ceramic',
    size: { height: [14, 38], diameter: [8, 20], weight: [400, 2200] },
    words: { neck: ['narrow', 'flared', 'short'] },
    pairs: ['candle', 'plant-pot', 'bowl'],
    season: 4,
    facts: `A {neck} neck holds stems upright, so three tulips already look like a bouquet.
      At {height} tall it suits a sideboard or the middle of a long table.
      The foot is weighted, and even a branch of cherry will not tip it over.
      It is watertight and glazed inside.
      Empty, it is a small sculpture; that was the designer's one demand.
      The silhouette was drawn from an olive jar in a village museum.
      Group it with one taller and one lower, and leave a gap.`,
    likes: `Even a single stem looks arranged in this vase.
      The colour goes with everything in the room.
      Heavy at the bottom, so the cat has not managed to tip it.
      Gorgeous even when it is empty.`,
    gripes: `It leaks slowly and left a ring on my sideboard.
      The neck is so narrow that I cannot clean it.
      Much smaller than I imagined.
      The glaze had bare patches on one side.`,
  }),
];

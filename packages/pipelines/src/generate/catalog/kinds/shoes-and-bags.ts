import { kind } from './kind.ts';

/** Shoes, and what one carries. */
export const shoeAndBagKinds = [
  kind('sneaker@shoes/sneakers', 'sneakers, low-top sneakers, court sneakers', {
    price: 109,
    materials: ['leather', 'suede', 'canvas', 'recycled polyester'],
    palette: 'fashion',
    size: { sole: [2.4, 3.8], weight: [520, 860] },
    words: { lining: ['leather', 'cotton', 'mesh'] },
    pairs: ['backpack', 'jacket', 'bottle'],
    sizes: 'shoe',
    season: 4,
    facts: `The {sole} rubber sole is stitched to the upper all the way round.
      A {lining} lining keeps feet dry on a warm day.
      The insole comes out to air, or to make room for your own.
      Low at the ankle and padded at the heel, they need no breaking in.
      Two pairs of laces come in the box, one in {color} and one in white.
      Clean lines go with a suit as well as with shorts.
      When the sole is done, our cobbler sews on a new one.`,
    likes: `Comfortable from the first step, not a single blister.
      True to size and light on the foot.
      They look smart enough for the office.
      Soles still look new after two months of walking.`,
    gripes: `They run a full size small.
      The sole came away at the toe within a month.
      They rub at the heel until it bleeds.
      Slippery as ice on wet pavement.`,
  }),
  kind('boot@shoes/boots', 'chelsea boots, ankle boots, lace-up boots', {
    price: 189,
    materials: ['leather', 'suede', 'leather'],
    palette: 'fashion',
    size: { shaft: [12, 19], heel: [2.2, 4], weight: [980, 1560] },
    words: { lining: ['leather', 'shearling', 'wool felt'] },
    pairs: ['coat', 'scarf', 'gloves'],
    sizes: 'shoe',
    season: 10,
    facts: `Welted like a good men's shoe, they can be resoled again and again.
      The shaft rises {shaft} and leaves room for a thick sock.
      The {lining} lining is what you notice on the first cold morning.
      A {heel} heel is stacked from layers of leather.
      A loop at the back makes pulling them on a matter of a second.
      The lugged rubber sole holds on wet leaves and cobbles.
      They look better in the second winter than in the first.`,
    likes: `Warm, sturdy and they keep the rain out.
      Great grip on wet cobbles.
      They needed two days to break in and now they fit like gloves.
      The leather is lovely and takes polish well.`,
    gripes: `Water gets in at the seam after ten minutes of rain.
      The heel wore down in six weeks.
      Very stiff, and they cut into the ankle.
      One zip pull fell off on the first day.`,
  }),
  kind('loafer@shoes/loafers', 'loafers, penny loafers, moccasins', {
    price: 149,
    materials: ['leather', 'suede'],
    palette: 'fashion',
    size: { heel: [1.2, 2.4], weight: [560, 820] },
    words: { sole: ['leather', 'rubber', 'crepe'] },
    pairs: ['shirt', 'wallet', 'tote'],
    sizes: 'shoe',
    season: 5,
    facts: `The apron is sewn by hand on the last, a stitch at a time.
      A {sole} sole keeps them light and lets them bend.
      They slip on without a shoehorn and stay on without a sock.
      The heel measures {heel}, as much as a loafer should have.
      After a week the upper has learnt the shape of your foot.
      A strap across the instep is all the ornament they need.`,
    likes: `Soft straight away and elegant enough for a wedding.
      They slip on easily yet do not flap at the heel.
      Beautifully stitched by hand, one can see it.
      I wear these loafers to work every day.`,
    gripes: `They stretched so much that I walk out of them.
      The dye came off on my socks.
      The insole curled up within two weeks.
      Narrow fit, and no half sizes to fix it.`,
  }),
  kind('sandal@shoes/sandals', 'sandals, strap sandals, slides', {
    price: 79,
    materials: ['leather', 'suede', 'leather'],
    palette: 'fashion',
    size: { sole: [1.6, 3.6], weight: [380, 640] },
    words: { footbed: ['cork', 'leather', 'rubber'] },
    pairs: ['tote', 'hat', 'towel'],
    sizes: 'shoe',
    season: 6,
    facts: `The {footbed} footbed takes the print of your foot within a few walks.
      Two straps with buckles adjust at the toe and over the instep.
      Edges are turned and rubbed smooth where they meet the skin.
      The sole is {sole} thick and soft enough for a day in the city.
      Sand falls right through, which is the idea.
      The buckles are brass and will not rust by the sea.`,
    likes: `I walked ten kilometres in them on the first day.
      The footbed moulds to the foot wonderfully.
      Straps are soft and do not rub.
      Simple, pretty and they go with every dress.`,
    gripes: `The strap tore out of the sole on holiday.
      Hard as wood underfoot, even after weeks.
      The buckle leaves a mark on the skin.
      They squeak with every step.`,
  }),
  kind('backpack@bags/backpacks', 'backpack, rolltop backpack, daypack', {
    price: 119,
    materials: ['canvas', 'waxed cotton', 'recycled nylon', 'leather', 'recycled polyester'],
    palette: 'fashion',
    size: { height: [40, 50], width: [27, 33], capacity: [14, 26], weight: [620, 1350] },
    words: { closure: ['zipped', 'rolled', 'buckled'] },
    pairs: ['bottle', 'notebook', 'sneaker'],
    season: 8,
    facts: `The {closure} main compartment holds {capacity}, a padded sleeve for a laptop included.
      A flat pocket at the back keeps passport and phone against you.
      Shoulder straps are curved, padded and stitched with a cross.
      The bottom is doubled, since bags are put down in puddles.
      Bottle pockets on both sides are cut deep enough for the bottle to stay.
      Empty, it weighs {weight}.
      A strap behind slides over the handle of a suitcase.`,
    likes: `Carries my laptop and gym kit without looking bulky.
      The straps are comfortable even when it is fully loaded.
      It kept everything dry in heavy rain.
      The pockets are exactly where one needs them.`,
    gripes: `The zip jammed in the first month.
      A seam on the shoulder strap came undone.
      No room for a laptop of fifteen inches.
      It stands away from the back and pulls on the shoulders.`,
  }),
  kind('tote@bags/totes-and-shoppers', 'tote, shopper, tote bag', {
    price: 69,
    materials: ['canvas', 'leather', 'cotton', 'recycled polyester'],
    palette: 'fashion',
    size: { height: [32, 42], width: [34, 46], capacity: [11, 22], weight: [260, 850] },
    words: { inside: ['a zip pocket', 'a key leash', 'two open pockets'] },
    pairs: ['wallet', 'scarf', 'sandal'],
    season: 5,
    facts: `Inside there is {inside}, and otherwise all the room you want.
      The handles are long enough for a winter coat underneath.
      It takes {capacity}: files, trainers, a melon and the newspaper.
      A flat base lets it stand on the floor of a train.
      Rivets hold the handles where threads alone would wear.
      Roll it up and it disappears in a suitcase.`,
    likes: `Holds my whole week of shopping and the handles do not cut in.
      Elegant enough for work and big enough for the market.
      The fabric is thick and stands up by itself.
      I get asked where this tote is from.`,
    gripes: `The handle ripped off under three books.
      No way to close it, so everything falls out.
      The colour rubbed off on my white coat.
      Much thinner material than I expected.`,
  }),
  kind('wallet@bags/small-leather-goods', 'wallet, card holder, coin purse', {
    price: 54,
    materials: ['leather', 'leather', 'waxed cotton'],
    palette: 'fashion',
    size: { width: [9, 19], height: [7.5, 10], cards: [4, 12], weight: [35, 160] },
    words: { closure: ['a zip', 'a press stud', 'a plain fold'] },
    pairs: ['loafer', 'backpack', 'notebook'],
    season: 12,
    facts: `It takes {cards} and a few notes without growing fat.
      It closes with {closure}.
      Slots are cut at a slight angle, so cards come out one at a time.
      The seams are saddle-stitched with linen thread.
      It fits the front pocket, a safer place than the back.
      We can press initials into it on request.`,
    likes: `Slim, smells wonderful and fits in the front pocket.
      Cards hold tight but slide out easily.
      The stitching is perfect all round.
      A present that was really used.`,
    gripes: `The cards fall out when you turn it over.
      Stitching came loose at the corner within weeks.
      Too tight to get a note in.
      The leather feels like cardboard.`,
  }),
  kind('duffel@bags/travel-bags', 'weekender, duffel bag, holdall', {
    price: 169,
    materials: ['canvas', 'waxed cotton', 'leather', 'recycled nylon'],
    palette: 'fashion',
    size: { width: [45, 58], height: [26, 32], capacity: [28, 48], weight: [850, 1900] },
    words: { feet: ['brass', 'rubber', 'leather'] },
    pairs: ['wallet', 'bottle', 'jacket'],
    season: 7,
    facts: `With {capacity} it packs for three days, or for five if you are strict.
      {feet} feet keep the base off wet platforms.
      The zip opens from end to end and the mouth stays open by itself.
      A shoe pocket at the side keeps soles away from shirts.
      The handles meet in a cuff that closes with a press stud.
      It passes as cabin luggage with every airline we know.`,
    likes: `The perfect size for a long weekend.
      Fits in the overhead locker and looks very smart.
      Solid zips and a comfortable shoulder strap.
      Swallows far more than one would think.`,
    gripes: `The shoulder strap broke at the airport.
      It has no structure and collapses when half full.
      The zip catches on the lining each time.
      Heavy before anything is in it.`,
  }),
];

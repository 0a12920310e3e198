import { kind } from './kind.ts';

/** Garden, and sport in the open. */
export const outdoorKinds = [
  kind('plant-pot@garden/pots-and-planters', 'plant pot, planter, hanging pot', {
    price: 29,
    materials: ['terracotta', 'stoneware', 'powder-coated steel', 'terracotta'],
    palette: 'garden',
    size: { height: [12, 34], diameter: [13, 36], weight: [600, 4800] },
    words: { saucer: ['matching', 'deep', 'cork-lined'] },
    pairs: ['watering-can', 'trowel', 'shelf'],
    season: 4,
    facts: `A {saucer} saucer catches what the roots leave.
      There is a hole for drainage and a mesh to keep the soil in.
      At {diameter} across, it suits a fig, a fern or a good handful of herbs.
      The wall is thick enough to even out hot days.
      A slight taper lets the whole root ball slide out in spring.
      It looks finished without a plant and better with one.`,
    likes: `My fig tree has doubled in size in this pot.
      Lovely colour and the saucer really fits.
      Good thick walls, it does not dry out quickly.
      Stands firmly, even on the windy balcony.`,
    gripes: `No hole in the bottom, although it was promised.
      It cracked in the first frost.
      The saucer leaks and stained the floorboards.
      A lot smaller than in the picture.`,
  }),
  kind('watering-can@garden/watering', 'watering can, indoor watering can, plant mister', {
    price: 42,
    materials: ['powder-coated steel', 'stainless steel', 'copper', 'brass'],
    palette: 'garden',
    size: { height: [18, 36], width: [26, 46], capacity: [0.9, 6], weight: [380, 1600] },
    words: { rose: ['a brass rose', 'a fine rose', 'no rose'] },
    pairs: ['plant-pot', 'trowel', 'gloves'],
    season: 5,
    facts: `It carries {capacity} and balances when full.
      It comes with {rose}, and the long spout reaches the back of the shelf.
      The opening is half covered, so nothing slops out on the stairs.
      One curved handle serves for carrying and for pouring.
      Seams are rolled and soldered and will not drip.
      It is too handsome for the shed.`,
    likes: `Pours exactly where I point it, no puddles.
      Well balanced even when it is full to the brim.
      So pretty that it stays on the window sill.
      The long spout gets right under the leaves.`,
    gripes: `It leaks where the spout joins the body.
      Rusty inside after a month.
      Water comes out of the top before the spout.
      Holds so little that I walk to the tap six times.`,
  }),
  kind('trowel@garden/tools', 'trowel, hand fork, planting trowel', {
    price: 26,
    materials: ['stainless steel', 'powder-coated steel', 'copper'],
    palette: 'garden',
    size: { length: [26, 34], weight: [180, 340] },
    words: { handle: ['ash', 'beech', 'oak'] },
    pairs: ['plant-pot', 'watering-can', 'gloves'],
    season: 4,
    facts: `The head is forged in one piece and cannot bend at the neck.
      An {handle} handle is turned to fill the palm.
      Marks along the blade show the depth for bulbs.
      The edge is ground so that roots are cut and not torn.
      A leather loop hangs it by the door.
      It is {length} long, which saves the knees a little.`,
    likes: `Cuts through heavy clay without bending.
      The handle is comfortable for a whole afternoon.
      A proper garden tool for life.
      The depth marks are really useful for bulbs.`,
    gripes: `It bent at the neck in the first hard soil.
      The handle turns on its shaft.
      It rusted overnight in the shed.
      Blunt edge and a rough handle that gives blisters.`,
  }),
  kind('birdhouse@garden/birds-and-bees', 'nesting box, bird house, bird feeder', {
    price: 38,
    materials: ['oak', 'ash', 'acacia', 'beech'],
    palette: 'garden',
    size: { height: [22, 34], width: [15, 24], entrance: [2.8, 3.4], weight: [900, 2300] },
    words: { roof: ['zinc', 'shingled', 'painted'] },
    pairs: ['plant-pot', 'lantern', 'trowel'],
    season: 3,
    facts: `The entrance is {entrance} wide, right for tits and too tight for sparrows.
      A {roof} roof overhangs at the front and keeps the rain off.
      The front swings open for the cleaning in autumn.
      Small gaps in the floor let the damp out.
      Inside, the wood is left rough so that the young can climb.
      Hang it facing east, two metres up, and be patient.`,
    likes: `Blue tits moved in within three weeks.
      Solid wood and easy to clean in autumn.
      Looks charming in our old apple tree.
      The roof is well made and keeps it dry.`,
    gripes: `The roof came off in the first storm.
      No bird has so much as looked at it.
      The wood split along the front.
      The hook to hang it is missing.`,
  }),
  kind('racket@sport/ball-games', 'tennis racket, padel racket, badminton set', {
    price: 99,
    materials: ['aluminium', 'ash', 'recycled plastic'],
    palette: 'sport',
    size: { length: [45, 69], head: [580, 690], weight: [250, 330] },
    words: { grip: ['cushioned', 'leather', 'perforated'] },
    pairs: ['ball', 'bottle', 'duffel'],
    season: 6,
    facts: `A head of {head} forgives a late swing.
      The {grip} grip stays dry and can be replaced in minutes.
      It is balanced slightly towards the hand and feels quick at the net.
      It comes strung at a medium tension and ready to play.
      The frame absorbs the shock before it reaches the elbow.
      At {weight} it suits a second set as well as the first.`,
    likes: `Light in the hand with plenty of power.
      The grip stays dry even in the third set.
      My elbow has stopped hurting since I changed to it.
      A great racket for getting back into the game.`,
    gripes: `A string snapped in the first match.
      The grip tape unwinds constantly.
      It vibrates so much that my arm hurts.
      The frame cracked from one touch of the ground.`,
  }),
  kind('ball@sport/ball-games', 'football, basketball, training ball', {
    price: 36,
    materials: ['natural rubber', 'leather', 'recycled polyester'],
    palette: 'sport',
    size: { diameter: [19, 24], panels: [8, 32], weight: [320, 600] },
    words: { seams: ['hand-stitched', 'bonded', 'machine-stitched'] },
    pairs: ['racket', 'bottle', 'backpack'],
    season: 6,
    facts: `It has {panels}, {seams}, and flies straight.
      The bladder is butyl and holds its pressure for weeks.
      The surface has a fine grain that wet hands can hold.
      It measures {diameter} and weighs what the rules ask for.
      Grass, hall and street have all had a go at it.
      A needle comes in the box; the pump is yours.`,
    likes: `Keeps its pressure and flies true.
      Good grip even on wet grass.
      The kids have kicked it on gravel daily and it is fine.
      Great colours and a proper bounce.`,
    gripes: `It loses air overnight.
      The seams split in the second game.
      It is not really round and wobbles when rolling.
      Slippery as soap when it gets wet.`,
  }),
  kind('yoga-mat@sport/yoga-and-training', 'yoga mat, exercise mat, travel mat', {
    price: 64,
    materials: ['natural rubber', 'natural rubber'],
    palette: 'sport',
    size: { length: [173, 188], width: [61, 68], height: [0.2, 0.6], weight: [1100, 2800] },
    words: { surface: ['ribbed', 'suede-like', 'smooth'] },
    pairs: ['bottle', 'towel', 'candle'],
    season: 1,
    facts: `The {surface} surface holds a damp palm in downward dog.
      Knees are glad of {height} of cushioning.
      It unrolls flat at once and stays that way.
      It is {length} long, so tall people fit from head to heel.
      A cotton strap carries it and doubles as a stretching band.
      The two sides differ: one for slow days, one for sweat.`,
    likes: `No more slipping, even in a hot class.
      Thick enough for my bad knees.
      Rolls out flat straight away.
      The colour is soothing and it wipes clean.`,
    gripes: `Smells so strongly of rubber that I had to leave it outside.
      Bits crumble off after a month.
      Hands slip as soon as they are damp.
      It is too heavy to carry to class.`,
  }),
  kind('bottle@sport/bottles', 'water bottle, insulated bottle, flask', {
    price: 29,
    materials: ['stainless steel', 'stainless steel', 'glass', 'aluminium'],
    palette: 'sport',
    size: { height: [19, 29], diameter: [6.5, 8.5], capacity: [0.4, 1], weight: [190, 480] },
    words: { lid: ['screw', 'bamboo', 'loop'] },
    pairs: ['backpack', 'yoga-mat', 'sneaker'],
    season: 6,
    facts: `It holds {capacity} and fits the holder of a bicycle.
      The {lid} lid is tight, and we carried it upside down to be sure.
      The mouth takes an ice cube and a brush.
      [stainless steel] Two walls with nothing between them keep tea hot for twelve hours.
      [glass] A sleeve protects it and shows the level through a slot.
      Nothing in it lends a taste to the water.
      The paint is matte and does not slip.`,
    likes: `Keeps water cold all day and never leaks.
      Fits in the side pocket of my rucksack.
      No metallic taste at all.
      The lid is easy to open with one hand.`,
    gripes: `It leaked all over my laptop.
      The lid has taken on a smell that will not go.
      The paint chipped off within days.
      Tea is lukewarm after two hours.`,
  }),
  kind('tent@sport/camping', 'two-person tent, dome tent, trekking tent', {
    price: 249,
    materials: ['recycled nylon', 'recycled polyester', 'canvas'],
    palette: 'sport',
    size: { length: [205, 230], width: [120, 200], height: [95, 135], column: [2000, 5000], weight: [1900, 4200] },
    words: { poles: ['aluminium', 'fibreglass', 'ash'] },
    pairs: ['lantern', 'backpack', 'bottle'],
    season: 6,
    facts: `Two people sleep on {length} by {width}, with their boots in the porch.
      The {poles} poles are colour-coded and one person can pitch it.
      Floor and fly keep out a water column of {column}.
      Two doors mean nobody has to climb over anybody.
      Vents at the top stop the morning drip.
      Packed, it weighs {weight}.
      The pegs are real ones.`,
    likes: `Up in eight minutes, all by myself.
      Stayed bone dry in a night of heavy rain.
      Room for two people and the dog.
      Packs down small enough for the pannier.`,
    gripes: `Water ran in along the seams in the first shower.
      A pole snapped on the second night.
      Condensation dripped on us until morning.
      Impossible to get back into its bag.`,
  }),
  kind('helmet@sport/cycling', 'bicycle helmet, city helmet, commuter helmet', {
    price: 84,
    materials: ['recycled plastic'],
    palette: 'sport',
    size: { vents: [6, 14], weight: [270, 420] },
    words: { buckle: ['magnetic', 'ratchet', 'click'] },
    pairs: ['bottle', 'gloves', 'backpack'],
    sizes: 'small-medium-large',
    season: 4,
    facts: `It has {vents}, and the air runs through channels to the back.
      The {buckle} buckle closes with one hand and gloves on.
      A dial behind fits it to the head in small clicks.
      The shell reaches low over the temples.
      Pads come out to be washed.
      A reflective band at the back shows up in headlights.
      It meets the European norm and looks nothing like it.`,
    likes: `Fits well and does not press anywhere.
      The dial makes it easy to adjust.
      Light enough to forget about.
      Finally a helmet I do not mind wearing.`,
    gripes: `The buckle opened by itself while riding.
      It presses on the forehead after ten minutes.
      The dial slips, so it sits loose.
      The pads came unglued in the first week.`,
  }),
];

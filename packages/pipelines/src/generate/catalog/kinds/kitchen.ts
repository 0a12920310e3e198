import { kind } from './kind.ts';

/** Kettles, pans, knives, boards, jars, toasters. */
export const kitchenKinds = [
  kind('kettle@kitchen/kettles-and-coffee', 'pour-over kettle, stovetop kettle, tea kettle', {
    price: 58,
    materials: ['stainless steel', 'enamelled steel', 'enamelled steel', 'copper'],
    palette: 'kitchen',
    size: { height: [18, 25], width: [20, 26], capacity: [0.8, 1.8], weight: [650, 1250] },
    words: { handle: ['beech', 'walnut', 'cork-wrapped'] },
    pairs: ['mug', 'teapot', 'jar'],
    season: 11,
    facts: `It holds {capacity}, enough for a round of mugs without a second boil.
      A {handle} handle stays cool while the water is at a full boil.
      The wide base sits flat on gas, ceramic and induction alike.
      The lid lifts with one finger and has never yet fallen into a cup.
      [pour-over] The narrow gooseneck spout pours a thread of water as thin as a pencil line.
      [!pour-over] The spout is cut to a sharp lip and does not dribble down the front.
      From cold to steaming takes about as long as grinding the beans.
      A small vent in the lid keeps the steam away from your knuckles.`,
    likes: `Pours slowly and exactly, which my morning coffee needed.
      The handle really does stay cool even when the water boils hard.
      Boils quicker than my electric one and looks better on the hob.
      No drips down the spout after a month of daily use.
      I leave it out on the stove because it looks so good.`,
    gripes: `The lid rattles when it boils and I have to hold it when pouring.
      It started to show spots of rust around the spout after three weeks.
      Smaller than it looks; two mugs and the kettle is empty.
      The handle gets too hot to touch without a cloth.`,
  }),
  kind('pan@kitchen/pots-and-pans', 'frying pan, skillet, sauté pan', {
    price: 66,
    materials: ['cast iron', 'stainless steel', 'copper', 'aluminium'],
    palette: 'kitchen',
    size: { diameter: [20, 30], height: [4, 7], weight: [900, 2600] },
    words: { handle: ['riveted', 'welded', 'removable'] },
    pairs: ['cutting-board', 'knife', 'plate'],
    facts: `The cooking surface measures {diameter} across, room for two steaks or four eggs.
      Low sloping sides let a spatula get right underneath.
      A {handle} handle with a hook hole hangs from any rail.
      It goes from the hob straight into an oven at 250 degrees.
      The base is ground flat and does not bow when it heats up.
      Start it on a medium flame; it stores heat and gives it back evenly.
      A generous lip runs all the way round, so sauces pour without a trail.`,
    likes: `Eggs slide right off after I seasoned it twice.
      Heats evenly to the very edge, so pancakes come out the same colour.
      Gets a proper crust on steak that my old pan never managed.
      Goes from the hob to the oven without any drama.`,
    gripes: `Everything sticks to it, even with plenty of oil.
      The base warped within a month and now it spins on the hob.
      Far too heavy for me to lift with one hand.
      The handle came loose after two weeks of normal cooking.`,
  }),
  kind('pot@kitchen/pots-and-pans', 'casserole, stock pot, saucepan', {
    price: 84,
    materials: ['cast iron', 'enamelled steel', 'stainless steel'],
    palette: 'kitchen',
    size: { diameter: [18, 28], height: [11, 19], capacity: [2, 6.5], weight: [1400, 4800] },
    words: { knob: ['brass', 'steel', 'beech'] },
    pairs: ['pan', 'cutting-board', 'bowl'],
    season: 11,
    facts: `With {capacity} inside, it feeds a table or leaves soup for the week.
      The heavy lid has small points underneath that rain the steam back onto the food.
      Two loop handles are wide enough for thick oven gloves.
      A {knob} knob tops the lid and can take the oven.
      Browning and braising happen in the same pot, so nothing of the flavour is lost.
      The walls curve into the base without a corner, and a whisk reaches everywhere.
      Handsome enough to carry to the table and serve from.`,
    likes: `Holds heat for ages, the stew was still hot at second helpings.
      Bread baked in it comes out with a crackling crust.
      The lid fits tightly and nothing boils over.
      Looks lovely on the table and cleans up easily.`,
    gripes: `The inside chipped near the rim in the second week.
      The lid does not sit flat, so steam escapes on one side.
      The handles are too small to grip with oven gloves.
      Food burns at the bottom even on the lowest flame.`,
  }),
  kind('knife@kitchen/knives-and-boards', "chef's knife, santoku knife, bread knife", {
    price: 72,
    materials: ['stainless steel'],
    palette: 'kitchen',
    size: { length: [28, 35], blade: [16, 22], weight: [150, 260] },
    words: { handle: ['walnut', 'oak', 'black ash', 'olive wood'] },
    pairs: ['cutting-board', 'pan'],
    facts: `The {blade} blade is hardened to 58 Rockwell and takes an edge you can shave with.
      Full tang, three rivets, {handle} handle: there is nothing to work loose.
      The spine is rounded off where your forefinger rests.
      It balances exactly at the bolster, so the blade seems to follow the hand.
      [!bread] The curve of the edge lets you rock through herbs without lifting the tip.
      [bread] Long pointed serrations bite into the crust and leave the crumb alone.
      A paper sleeve comes with it; a magnetic rail or block is what it deserves.
      We hone every knife by hand before it is packed.`,
    likes: `Sharp out of the box, it goes through tomatoes without pressing.
      Sits well in the hand and the balance is spot on.
      Still holding its edge after two months of daily cooking.
      The handle is beautiful and fills the palm nicely.`,
    gripes: `It was blunt within a week, even on a wooden board.
      Spots of rust appeared after I left it in the sink for an hour.
      The handle is too thick for small hands.
      There was a gap between the blade and the handle where food collects.`,
  }),
  kind('cutting-board@kitchen/knives-and-boards', 'chopping board, cutting board, carving board', {
    price: 42,
    materials: ['oak', 'walnut', 'acacia', 'bamboo', 'beech'],
    palette: 'kitchen',
    size: { length: [32, 48], width: [20, 32], height: [1.8, 3.5], weight: [800, 2800] },
    words: { edge: ['finger grooves', 'a juice groove', 'a leather loop', 'rounded corners'] },
    pairs: ['knife', 'pan', 'bowl'],
    facts: `At {length} by {width}, there is room for the onions and for what you have already chopped.
      It comes with {edge}, a small thing you come to rely on.
      Knives stay sharp longer on wood than on glass or plastic.
      Turn it over and the back serves bread and cheese.
      The {material} is glued up from quarter-sawn staves so that it stays flat.
      A thickness of {height} keeps it from wandering over the worktop.
      Stood against the wall, it is half of what makes a kitchen look warm.`,
    likes: `Heavy enough not to slide about while I chop.
      The grain is gorgeous, I use it to serve cheese as well.
      Knife marks hardly show after months of use.
      Stayed perfectly flat, unlike my last wooden board.`,
    gripes: `It warped after one wash and now it rocks on the counter.
      A crack opened along the glue line in the first month.
      Too heavy to lift to the sink with one hand.
      It arrived dry and rough and left splinters.`,
  }),
  kind('jar@kitchen/storage', 'storage jar, spice jar, biscuit jar', {
    price: 24,
    materials: ['glass', 'stoneware', 'enamelled steel'],
    palette: 'ceramic',
    size: { height: [11, 24], diameter: [9, 15], capacity: [0.4, 2.2], weight: [350, 1200] },
    words: { lid: ['oak', 'cork', 'beech', 'acacia'] },
    pairs: ['kettle', 'mug', 'bowl'],
    facts: `A silicone ring under the {lid} lid seals with a soft pop.
      It takes {capacity}, about a full bag of flour, coffee or oats depending on the size you choose.
      The mouth is wide enough for a scoop and for the hand that washes it.
      Several in a row turn an open shelf into a pantry.
      [glass] You see at a glance when the sugar is running out.
      [!glass] Light stays outside, and that is what coffee and tea prefer.
      The straight sides waste no room in a cupboard.`,
    likes: `The lid seals properly and my coffee stays fresh.
      Lined up four of them on the shelf and the kitchen looks tidy.
      Wide opening, so the scoop fits in easily.
      Nice weight and the lid smells of real wood.`,
    gripes: `The lid does not close tightly and the biscuits went soft.
      It arrived with a chip on the rim.
      The wood of the lid swelled and now it sticks.
      Holds much less than I thought from the photo.`,
  }),
  kind('toaster@kitchen/appliances', 'two-slice toaster, long-slot toaster, toaster', {
    price: 79,
    materials: ['stainless steel', 'powder-coated steel'],
    palette: 'kitchen',
    size: { height: [18, 21], width: [26, 38], depth: [16, 20], power: [800, 1200], weight: [1600, 2600] },
    words: { levels: ['six', 'seven', 'five'] },
    pairs: ['kettle', 'plate', 'jar'],
    facts: `There are {levels} browning levels, and they differ from one another.
      Slots 36 millimetres wide take a bagel or a slice cut by hand.
      The crumb tray slides out from the back for emptying.
      A lever with a long travel lifts even small pieces high enough to grab.
      Defrost and reheat have buttons of their own.
      At {power} it is quick without scorching the corners.
      The cord winds up under the base.`,
    likes: `Toasts evenly on both sides and the slots fit thick slices.
      Looks great next to the kettle, very solid.
      The browning dial does what it says.
      The lift is high enough for crumpets.`,
    gripes: `One side comes out black and the other white.
      It stopped working after six weeks.
      The crumb tray jams and spills over the counter.
      The outside gets worryingly hot.`,
  }),
];

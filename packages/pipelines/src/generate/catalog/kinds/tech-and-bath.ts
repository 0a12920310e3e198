import { kind } from './kind.ts';

/** Audio and technology, bath and beauty. */
export const techAndBathKinds = [
  kind('headphones@audio/headphones', 'over-ear headphones, wireless headphones, studio headphones', {
    price: 199,
    materials: ['aluminium', 'recycled plastic', 'leather'],
    palette: 'tech',
    size: { battery: [24, 50], weight: [190, 310] },
    words: { pads: ['leather', 'velour', 'memory-foam'] },
    pairs: ['speaker', 'keyboard', 'backpack'],
    season: 11,
    facts: `One charge lasts for {battery}, and ten minutes at the socket give three more.
      The {pads} pads close softly around the ear and come off to be replaced.
      Voices stand in the middle of the room instead of inside your head.
      Buttons are real ones and can be told apart by touch.
      They fold flat and pause when you take them off.
      Noise is cancelled in three steps, the last of which silences a train.
      The cable is in the box for those who still like one.`,
    likes: `Comfortable for a whole working day.
      Clear voices, warm bass and nothing harsh.
      The battery lasts for a week of commuting.
      Noise cancelling makes the train disappear.`,
    gripes: `They press so hard that my ears hurt after an hour.
      The left side went silent after five weeks.
      The connection drops whenever I turn my head.
      Muddy bass and thin voices.`,
  }),
  kind('speaker@audio/speakers', 'wireless speaker, bookshelf speaker, portable speaker', {
    price: 179,
    materials: ['oak', 'walnut', 'aluminium', 'wool', 'recycled plastic'],
    palette: 'tech',
    size: { height: [14, 32], width: [12, 26], power: [20, 80], battery: [12, 24], weight: [900, 4800] },
    words: { front: ['wool', 'knitted', 'linen'] },
    pairs: ['headphones', 'shelf', 'radio'],
    season: 11,
    facts: `Behind the {front} front a woofer and a tweeter share {power}.
      It fills a living room without having to shout.
      The dial turns with a weight that makes you want to turn it.
      Two of them find each other and make stereo.
      It runs for {battery} away from the wall.
      The cabinet is braced inside, so the bass stays clean.
      It needs no account and no app to play.`,
    likes: `Full, warm sound from such a small box.
      Paired in seconds and never lost the connection.
      The dial is a joy to use.
      Looks like furniture and not like electronics.`,
    gripes: `It crackles as soon as you turn it up.
      Bluetooth drops out in the next room.
      The battery lasts barely three hours.
      All bass and no voices.`,
  }),
  kind('keyboard@audio/desk-tech', 'mechanical keyboard, wireless keyboard, compact keyboard', {
    price: 119,
    materials: ['aluminium', 'recycled plastic', 'walnut'],
    palette: 'tech',
    size: { width: [29, 44], keys: [61, 104], battery: [80, 200], weight: [520, 1250] },
    words: { switches: ['quiet', 'tactile', 'linear'] },
    pairs: ['desk-lamp', 'headphones', 'notebook'],
    season: 9,
    facts: `It has {keys} with {switches} switches that can be swapped without a soldering iron.
      The legends go right through the caps and cannot wear off.
      The case is heavy enough not to wander.
      Three computers are remembered; a key switches between them.
      It tilts at two angles.
      Foam under the plate takes the clatter out of typing.`,
    likes: `Typing on it is a pleasure, quiet and precise.
      Well built, it does not flex at all.
      Switches between laptop and tablet in a second.
      The caps feel great and look like new.`,
    gripes: `Some keys register twice.
      Louder than promised, my colleagues complain.
      The battery died after a month.
      The space bar sticks on one side.`,
  }),
  kind('camera@audio/cameras', 'compact camera, instant camera, rangefinder camera', {
    price: 429,
    materials: ['aluminium', 'leather', 'recycled plastic'],
    palette: 'tech',
    size: { width: [10.5, 13.5], height: [6.5, 9], megapixels: [16, 26], weight: [260, 560] },
    words: { lens: ['28 mm', '35 mm', '50 mm'] },
    pairs: ['backpack', 'notebook', 'headphones'],
    season: 6,
    facts: `The {lens} lens sees much as you do.
      Aperture, time and exposure have dials of their own.
      The viewfinder is bright and shows a little more than the picture.
      The sensor records {megapixels}, enough for a print the width of a door.
      It starts before the moment is over.
      The shutter is as loud as a page being turned.
      The grip is covered so that cold fingers find it.`,
    likes: `The colours straight from the camera are beautiful.
      Small enough to have it always with me.
      The dials make one think about each picture.
      Sharp lens and a lovely quiet shutter.`,
    gripes: `Autofocus hunts in any light but the sun.
      The battery is empty after fifty pictures.
      Dust got behind the lens in the first month.
      The menu is a maze.`,
  }),
  kind('radio@audio/radios', 'kitchen radio, digital radio, portable radio', {
    price: 129,
    materials: ['oak', 'walnut', 'recycled plastic', 'leather'],
    palette: 'tech',
    size: { width: [18, 32], height: [11, 18], power: [5, 20], battery: [8, 20], weight: [800, 2400] },
    words: { tuning: ['one large wheel', 'two knobs', 'six presets'] },
    pairs: ['speaker', 'kettle', 'toaster'],
    season: 12,
    facts: `It is tuned by {tuning} and shows the station in plain letters.
      Digital and FM reception both go through the rod at the back.
      Speech is what it was voiced for: the news, plays, football.
      The handle folds down and the battery lasts for {battery}.
      An alarm rises slowly instead of jumping at you.
      A socket at the back takes music from a phone.`,
    likes: `Clear speech, just what I wanted in the kitchen.
      Simple to use, my father understood it at once.
      Good reception even in the cellar.
      Charming to look at and it sounds bigger than it is.`,
    gripes: `It loses the station whenever someone walks past.
      The display is so bright that it lights the bedroom.
      Tinny, like a telephone.
      The knob came off in my hand.`,
  }),
  kind('soap@bath/soap-and-care', 'hand soap, soap bar, shaving soap', {
    price: 12,
    materials: ['olive soap'],
    palette: 'bath',
    size: { length: [6.5, 9], weight: [90, 220] },
    words: { scent: ['lavender', 'fig', 'lemon verbena', 'rosemary', 'sea salt', 'unscented oat'] },
    pairs: ['towel', 'brush', 'dispenser'],
    facts: `The {scent} comes from oils and not from a laboratory.
      It lathers even in hard water.
      Skin feels clean afterwards and not tight.
      The bar weighs {weight} and lasts about two months at a basin.
      Its corners are cut off so that it sits in the hand from day one.
      It travels without a bottle and without a lid.
      Wrapped in paper, it makes a present for any hostess.`,
    likes: `Smells gently of {scent} and leaves my skin soft.
      A rich, creamy lather from a tiny amount.
      The bar lasts for months.
      No more dry hands in winter.`,
    gripes: `It dried out my skin within days.
      The scent is gone after two washes.
      Turned to mush in the dish in a week.
      Hardly lathers at all.`,
  }),
  kind('perfume@bath/fragrance', 'eau de parfum, eau de cologne, room spray', {
    price: 78,
    materials: ['glass'],
    palette: 'bath',
    size: { height: [9, 14], volume: [30, 100], weight: [160, 380] },
    words: {
      note: ['fig and vetiver', 'neroli', 'iris and cedar', 'green tea', 'black pepper and rose', 'sea buckthorn'],
    },
    pairs: ['soap', 'mirror', 'candle'],
    season: 12,
    facts: `It opens bright, then settles into {note}.
      A bottle holds {volume}, some eight hundred sprays for every fifty.
      It stays close to the skin and lasts from breakfast to dinner.
      The cap is turned from wood and closes with a click.
      It was composed by one nose over two winters.
      The flask can be filled again at our counters.`,
    likes: `The {note} is subtle and lasts all day.
      Strangers have asked me what I am wearing.
      A beautiful bottle and an unusual scent.
      Fresh at first and warm in the evening.`,
    gripes: `The scent has vanished after an hour.
      Smells sharply of alcohol and gave me a headache.
      The spray head leaks.
      Nothing like the notes that are listed.`,
  }),
  kind('brush@bath/brushes', 'hair brush, bath brush, nail brush', {
    price: 28,
    materials: ['beech', 'oak', 'ash', 'walnut'],
    palette: 'bath',
    size: { length: [18, 42], width: [5, 9], weight: [80, 260] },
    words: { bristles: ['boar', 'tampico', 'sisal'] },
    pairs: ['mirror', 'soap', 'towel'],
    facts: `The {bristles} bristles are set by hand, bundle by bundle.
      The back is cut to follow the hollow of the palm.
      It massages first and brushes second.
      A hole in the handle takes a cord, and water drains away.
      It is {length} long and reaches where it should.
      The wood is waxed and not painted.`,
    likes: `The bristles are firm yet gentle.
      Feels great in the hand and smells of wood.
      My hair shines as it has not for years.
      Good to look at on the edge of the bath.`,
    gripes: `It loses bristles with every use.
      The wood split after a week in the bathroom.
      Far too hard for my skin.
      The handle is slippery when wet.`,
  }),
  kind('dispenser@bath/bathroom-accessories', 'soap dispenser, lotion dispenser, toothbrush tumbler', {
    price: 32,
    materials: ['stoneware', 'glass', 'marble', 'porcelain'],
    palette: 'bath',
    size: { height: [13, 20], diameter: [6.5, 9], capacity: [0.25, 0.5], weight: [300, 900] },
    words: { pump: ['brushed', 'black', 'brass'] },
    pairs: ['soap', 'towel', 'mirror'],
    facts: `It takes {capacity}, which is one refill from the chemist's.
      The {pump} pump gives a little at half a stroke and a lot at a whole one.
      The opening is wide enough to fill without a funnel.
      It is heavy enough for one-handed use.
      A ring of cork keeps it from clinking on stone.
      Soap, lotion or washing-up liquid: only you will know.`,
    likes: `The pump works smoothly, no dripping.
      Makes the basin look tidy at last.
      Heavy enough that it stays put.
      Easy to fill and easy to clean.`,
    gripes: `The pump gave up after four weeks.
      Rust on the pump already.
      It drips on the basin after each use.
      The top does not screw on straight.`,
  }),
];

import { kind } from './kind.ts';

/** Toys and stationery. */
export const playAndPaperKinds = [
  kind('teddy@toys/soft-toys', 'teddy bear, cuddly bear, little bear', {
    price: 34,
    materials: ['plush', 'plush', 'wool'],
    palette: 'toy',
    size: { height: [20, 42], weight: [140, 520] },
    words: { scarf: ['a knitted scarf', 'a linen ribbon', 'a striped collar'] },
    pairs: ['blocks', 'blanket', 'wooden-train'],
    season: 12,
    facts: `It wears {scarf}, sewn on so that it cannot be lost.
      Arms and legs turn, and it sits without help.
      Everything is embroidered, nothing small can come off.
      Sitting up it is {height} tall, a good size to be carried by one arm.
      The paws are backed with felt.
      It is filled firmly, and softens exactly where it is hugged.`,
    likes: `My daughter has not let go of this bear since her birthday.
      Incredibly soft and well sewn.
      It sits up by itself on the bed.
      Came out of the wash like new.`,
    gripes: `A seam opened and the filling came out.
      It loses hair everywhere.
      Flatter and smaller than the photo promised.
      It smelled odd and had to be washed twice.`,
  }),
  kind('wooden-train@toys/wooden-toys', 'wooden train, pull-along train, toy engine', {
    price: 39,
    materials: ['beech', 'ash', 'beech'],
    palette: 'toy',
    size: { length: [20, 46], wagons: [1, 3], height: [8, 12], weight: [300, 900] },
    words: { coupling: ['magnets', 'wooden hooks', 'cord loops'] },
    pairs: ['blocks', 'puzzle', 'teddy'],
    season: 12,
    facts: `The engine pulls {wagons}, joined by {coupling}.
      Paint is water-based and safe for teeth.
      The wheels run on wooden axles and hardly make a sound.
      All corners are rounded with a radius made for small hands.
      It fits the tracks that most families already own.
      Grandchildren will get it too, with dents.`,
    likes: `Runs smoothly and the colours are lovely.
      Our toddler plays with the train for hours.
      Solid wood with no sharp edges anywhere.
      Fits the tracks we already had.`,
    gripes: `A wheel came off on the first day.
      The paint flakes where it is chewed.
      Does not fit the usual tracks.
      The wagons keep coming apart.`,
  }),
  kind('blocks@toys/wooden-toys', 'building blocks, stacking blocks, rainbow stacker', {
    price: 44,
    materials: ['beech', 'ash', 'bamboo'],
    palette: 'toy',
    size: { pieces: [18, 60], height: [3, 5], weight: [700, 2600] },
    words: { bag: ['a cotton bag', 'a wooden tray', 'a net'] },
    pairs: ['wooden-train', 'puzzle', 'teddy'],
    season: 12,
    facts: `The set counts {pieces} and comes in {bag}.
      Each edge is broken with sandpaper, each face is planed flat.
      All sizes are multiples of one another, so towers come out even.
      Half of them are painted and half are left plain.
      They are heavy enough to stand and light enough to fall.
      From the first year to about the tenth, there is always another way to build.`,
    likes: `Well cut and they stack perfectly.
      The colours are gentle and the finish is smooth.
      Kept three children of different ages busy.
      A classic toy without batteries, at last.`,
    gripes: `Several blocks are cut crooked and will not stack.
      We found splinters on two of them.
      The colour came off in a wet hand.
      Fewer pieces in the box than promised.`,
  }),
  kind('puzzle@toys/games-and-puzzles', 'jigsaw puzzle, wooden puzzle, floor puzzle', {
    price: 25,
    materials: ['beech', 'bamboo'],
    palette: 'toy',
    size: { pieces: [24, 500], width: [30, 68], height: [22, 48], weight: [300, 1200] },
    words: { motif: ['a harbour', 'a night sky', 'a forest', 'a map of clouds'] },
    pairs: ['blocks', 'teddy', 'lamp'],
    season: 12,
    facts: `Its {pieces} come together to {motif}.
      They are cut with a laser and click like a well-made drawer.
      The picture was drawn for this puzzle and appears on nothing else.
      It measures {width} by {height} when it is done.
      Some pieces have the shape of animals, to be found on the way.
      The box is a drawer that one likes to leave out.`,
    likes: `Pieces fit together with a satisfying click.
      Just difficult enough for a rainy weekend.
      The picture is so pretty that we framed the puzzle.
      Thick pieces that do not bend.`,
    gripes: `One piece was missing at the very end.
      The pieces hardly hold together.
      Colours much paler than on the box.
      Burnt smell and sooty edges.`,
  }),
  kind('kite@toys/outdoor-play', 'kite, diamond kite, stunt kite', {
    price: 32,
    materials: ['recycled nylon', 'recycled polyester'],
    palette: 'toy',
    size: { width: [70, 130], height: [80, 140], line: [30, 60], weight: [120, 320] },
    words: { tail: ['a ribbon tail', 'two streamers', 'a bow tail'] },
    pairs: ['ball', 'backpack', 'bottle'],
    season: 9,
    facts: `It rises in a light breeze and shows {tail}.
      The line is {line} long and wound on a wooden winder.
      Spars are fibreglass and slot together in a minute.
      Corners are reinforced, because kites land on them.
      It folds to the size of an umbrella.
      On a beach you will see its {color} from the far end.`,
    likes: `Flies in the lightest breeze, even a child can start it.
      Bright colours against the sky.
      Survived a dozen nosedives into the sand.
      Set up in a minute and easy to pack.`,
    gripes: `It only spins and dives, whatever one tries.
      A spar snapped on the first landing.
      The line was tangled from the start.
      The cloth tore at the corner.`,
  }),
  kind('notebook@stationery/notebooks', 'notebook, journal, sketchbook', {
    price: 19,
    materials: ['paper', 'paper', 'leather', 'linen'],
    palette: 'paper',
    size: { height: [14, 26], width: [9.5, 19], pages: [96, 240], weight: [160, 620] },
    words: { ruling: ['dotted', 'plain', 'lined', 'squared'] },
    pairs: ['pen', 'pencil-cup', 'desk-lamp'],
    season: 9,
    facts: `It has {pages}, {ruling}, sewn in sections so that it lies flat.
      Ink neither feathers nor shows through.
      A ribbon keeps the place and an elastic keeps it shut.
      The last pages are perforated for shopping lists.
      A pocket inside the back cover takes tickets and receipts.
      Corners are rounded, since it will live in a bag.`,
    likes: `My fountain pen does not bleed through at all.
      Lies perfectly flat, even in the middle.
      The cover feels wonderful and wears well.
      Paper is smooth and a lovely warm white.`,
    gripes: `Ink goes straight through the paper.
      The spine cracked and pages fell out.
      The elastic lost its stretch after a week.
      The dots are so dark that they disturb.`,
  }),
  kind('pen@stationery/pens', 'fountain pen, ballpoint pen, rollerball', {
    price: 38,
    materials: ['brass', 'aluminium', 'walnut', 'recycled plastic'],
    palette: 'paper',
    size: { length: [13, 14.5], weight: [16, 44] },
    words: { clip: ['sprung', 'folded', 'removable'] },
    pairs: ['notebook', 'pencil-cup', 'wallet'],
    season: 9,
    facts: `The barrel is turned from one rod and weighs {weight}.
      A {clip} clip holds on to paper and pocket.
      [fountain] The steel nib has a little give and starts at once.
      [!fountain] The cartridge is a standard one, sold everywhere.
      The thread engages in a turn and a half.
      It rests in the hollow of the hand and the hand forgets it.
      It comes in a box that is worth keeping.`,
    likes: `Writes smoothly from the first stroke.
      Well balanced and not too heavy.
      It starts at once, even after a week in the drawer.
      I enjoy writing letters again with this pen.`,
    gripes: `It skips on every second word.
      Leaked in my shirt pocket.
      The clip broke off within days.
      Too thin, my hand cramps after a page.`,
  }),
  kind('pencil-cup@stationery/desk', 'pencil cup, desk organiser, brush pot', {
    price: 24,
    materials: ['oak', 'stoneware', 'powder-coated steel', 'walnut', 'leather'],
    palette: 'paper',
    size: { height: [9, 13], diameter: [7, 11], weight: [180, 700] },
    words: { inside: ['a felt base', 'a divider', 'a cork floor'] },
    pairs: ['pen', 'notebook', 'desk-lamp'],
    season: 9,
    facts: `Inside is {inside}, so pens arrive without a clatter.
      At {height} it is tall enough for rulers and short enough for scissors.
      It does not fall over when you grope for it.
      It also takes kitchen spoons, make-up brushes and, once, tulips.
      One on a desk is order, three are a still life.
      The rim is softened by hand.`,
    likes: `Heavy enough not to tip with all my pens in it.
      Simple and it makes the desk look tidy.
      The felt inside is a thoughtful detail.
      Fits pens, scissors and a ruler.`,
    gripes: `It tips over as soon as the pens lean to one side.
      Scratched my desk because the base is rough.
      Narrower than I thought; five pens and it is full.
      It came with a dent.`,
  }),
];

import { kind } from './kind.ts';

/** Things to sit on, things to put things on, and two for the wall. */
export const furnitureKinds = [
  kind('chair@furniture/chairs-and-stools', 'dining chair, side chair, spindle chair', {
    price: 189,
    materials: ['oak', 'ash', 'walnut', 'powder-coated steel', 'beech'],
    palette: 'upholstery',
    size: { height: [74, 86], width: [44, 54], depth: [47, 55], weight: [3800, 6500] },
    words: { seat: ['paper-cord', 'upholstered', 'moulded', 'solid'] },
    pairs: ['table', 'pendant', 'cushion'],
    facts: `The {seat} seat is shaped for a long dinner, not just for the soup.
      The back gives by a finger's breadth as you lean into it.
      It weighs {weight}, and a child can pull it up to the table.
      Legs splay outwards a little, so it stays put when tipped back.
      Joints are dowelled, glued and wedged.
      The seat sits 45 centimetres from the floor, as a dining chair should.
      Felt glides are already fitted.`,
    likes: `Comfortable even after a three-hour dinner.
      Solid as a rock and light to move.
      Arrived assembled and beautifully packed.
      Looks much like a chair costing three times as much.`,
    gripes: `It wobbles no matter how I tighten the screws.
      The back presses into the spine after half an hour.
      One leg is shorter than the others.
      The seat scratched in the first week.`,
  }),
  kind('armchair@furniture/sofas-and-armchairs', 'armchair, lounge chair, reading chair', {
    price: 529,
    materials: ['linen', 'velvet', 'boucle', 'wool', 'leather'],
    palette: 'upholstery',
    size: { height: [74, 98], width: [68, 86], depth: [72, 88], weight: [14000, 26000] },
    words: { legs: ['oak', 'walnut', 'black steel'] },
    pairs: ['floor-lamp', 'cushion', 'blanket'],
    season: 10,
    facts: `The seat is low and deep, and you will fold your legs under you sooner or later.
      Arms are wide enough for a cup and a book.
      {legs} legs lift it off the floor, so the room stays airy.
      Under the cover lie springs, then foam, then a layer of feathers.
      The cover comes off by a hidden zip.
      It fits through a door of 70 centimetres.
      At {width} across, it suits the corner where a sofa would not go.`,
    likes: `The comfiest reading chair I have ever owned.
      The fabric is soft and hides cat hair well.
      Deep enough to curl up in with a blanket.
      Delivered in one piece, only the legs to screw on.`,
    gripes: `The seat sagged after two months.
      Far too low, my mother cannot get out of it.
      The fabric pilled almost at once.
      A spring creaks every time I move.`,
  }),
  kind('stool@furniture/chairs-and-stools', 'stool, bar stool, step stool', {
    price: 98,
    materials: ['oak', 'beech', 'ash', 'walnut', 'powder-coated steel'],
    palette: 'upholstery',
    size: { height: [42, 74], diameter: [30, 40], weight: [2400, 5200] },
    words: { legs: ['three', 'four'] },
    pairs: ['table', 'plant-pot', 'lamp'],
    facts: `On {legs} legs it stands still even on an old floor.
      The seat is dished by a few millimetres, just enough to notice.
      It is a seat, a bedside table and the thing you climb on for the top shelf.
      At {height} high it slips under a counter.
      A ring of rungs gives tired feet a place.
      Take it by the edge of the seat and carry it wherever people are.`,
    likes: `Sturdy enough to stand on to change a bulb.
      I use it as a bedside table and it is perfect.
      The seat is surprisingly comfortable.
      Lovely grain and smooth edges everywhere.`,
    gripes: `It rocks on a perfectly flat floor.
      The rung came out of its hole after two weeks.
      Uncomfortable after ten minutes.
      The wood has a dark knot right in the middle of the seat.`,
  }),
  kind('bench@furniture/chairs-and-stools', 'bench, hall bench, dining bench', {
    price: 239,
    materials: ['oak', 'ash', 'walnut', 'acacia'],
    palette: 'upholstery',
    size: { width: [95, 160], height: [44, 47], depth: [32, 40], weight: [9000, 17000] },
    words: { base: ['trestle', 'slatted', 'straight'] },
    pairs: ['table', 'basket', 'cushion'],
    facts: `At {width} long it seats three, or two and their shopping.
      The {base} frame was drawn with as few lines as possible.
      In a hall it holds boots below and bags above.
      Pushed under the table it vanishes.
      The top is one wide board with softened edges.
      Outdoors under a roof it will do well, too.`,
    likes: `Fits perfectly in the hall for putting on shoes.
      Three of us sit on it at dinner without trouble.
      Simple and very well finished.
      Took five minutes to put together.`,
    gripes: `The middle bends when two adults sit on it.
      The surface has rough spots that catch on clothes.
      Screw holes did not line up.
      Narrower than the description suggests.`,
  }),
  kind('sofa@furniture/sofas-and-armchairs', 'sofa, two-seat sofa, three-seat sofa', {
    price: 1190,
    materials: ['linen', 'velvet', 'wool', 'boucle', 'leather'],
    palette: 'upholstery',
    size: { width: [152, 236], height: [72, 88], depth: [84, 100], weight: [38000, 72000] },
    words: { legs: ['oak', 'walnut', 'black steel'] },
    pairs: ['cushion', 'blanket', 'rug', 'floor-lamp'],
    season: 1,
    facts: `It runs to {width}, long enough for an afternoon nap.
      Seat cushions turn over, so it can look new twice.
      The frame is kiln-dried beech and guaranteed for ten years.
      Feather-wrapped foam lets you sink in and pushes back when you rise.
      {legs} legs keep a hand's breadth of floor clear for the vacuum cleaner.
      Arms slope at the angle of a good pillow.
      Covers can be ordered again years later.`,
    likes: `We have hardly left this sofa since it came.
      The cushions keep their shape and the fabric feels great.
      Long enough to lie down on properly.
      The delivery men carried it up four floors without a scratch.`,
    gripes: `Cushions slide forward every time you sit down.
      The colour is nothing like the sample.
      It came with one leg missing and we waited three weeks.
      The middle already sags.`,
  }),
  kind('table@furniture/tables', 'dining table, coffee table, side table', {
    price: 369,
    materials: ['oak', 'walnut', 'ash', 'marble', 'powder-coated steel'],
    palette: 'upholstery',
    size: { width: [48, 180], height: [42, 75], depth: [45, 95], weight: [7000, 48000] },
    words: { edge: ['bevelled', 'rounded', 'straight'] },
    pairs: ['chair', 'pendant', 'vase', 'bowl'],
    facts: `The top measures {width} by {depth} and has a {edge} edge.
      Legs are set in from the corners, so nobody sits astride one.
      It stands {height} high and does not sway when someone leans on it.
      The legs unscrew for the next move.
      Stretchers underneath keep the top true through dry winters.
      Homework, dinner, newspaper: it is meant for all three at once.`,
    likes: `Stable, simple and the surface is silky.
      Easy to assemble and no wobble at all.
      The grain makes it the best thing in the room.
      Just the right height for our chairs.`,
    gripes: `The top arrived with a deep scratch.
      Rings from a cold glass will not come off.
      It sways when you write on it.
      One corner is higher than the others.`,
  }),
  kind('shelf@furniture/storage', 'bookshelf, wall shelf, shelving unit', {
    price: 219,
    materials: ['oak', 'ash', 'walnut', 'powder-coated steel', 'bamboo'],
    palette: 'upholstery',
    size: { height: [82, 186], width: [60, 110], depth: [24, 36], shelves: [3, 6], weight: [9000, 32000] },
    words: { back: ['open', 'slatted', 'closed'] },
    pairs: ['vase', 'basket', 'plant-pot', 'lamp'],
    season: 9,
    facts: `There are {shelves}, spaced so that tall books find a home at the bottom.
      The {back} back keeps the whole thing light to look at.
      Each board carries 25 kilograms without bending.
      It comes with a bracket for the wall, please use it.
      At {depth} deep, it takes little from a narrow room.
      Feet can be turned to make up for an uneven floor.
      Set it sideways between two rooms and both sides are the front.`,
    likes: `Holds all my heavy cookbooks without sagging.
      The instructions were clear and everything fitted.
      Light to look at but very steady once fixed to the wall.
      Beautiful wood, the edges are nicely rounded.`,
    gripes: `The shelves bend under ordinary books.
      Two holes were drilled in the wrong place.
      It leans and needs the wall to stand.
      Smelled of varnish for weeks.`,
  }),
  kind('mirror@furniture/mirrors-and-clocks', 'wall mirror, round mirror, standing mirror', {
    price: 119,
    materials: ['oak', 'walnut', 'brass', 'powder-coated steel', 'wicker'],
    palette: 'light',
    size: { height: [42, 92], width: [38, 74], depth: [2, 5], weight: [2200, 8500] },
    words: { hanging: ['a hidden rail', 'a leather strap', 'two keyholes'] },
    pairs: ['brush', 'candle', 'clock'],
    facts: `It hangs from {hanging}, so nothing shows from the front.
      Opposite a window it doubles the daylight.
      The glass is silvered without copper and does not go blind at the edges.
      At {width} wide it shows face and collar, which is all most mornings need.
      The frame stands proud by a finger and throws a thin shadow.
      Safe for a bathroom as long as the air can move.`,
    likes: `Makes our dark hall look twice the size.
      The frame is slim and perfectly finished.
      Hung it in five minutes with what was in the box.
      Clear reflection, no distortion at all.`,
    gripes: `The reflection is slightly wavy at the bottom.
      It arrived cracked despite the big box.
      The hook came off the back and it nearly fell.
      The frame is much thinner than it looks.`,
  }),
  kind('clock@furniture/mirrors-and-clocks', 'wall clock, station clock, kitchen clock', {
    price: 64,
    materials: ['oak', 'powder-coated steel', 'walnut', 'brass', 'aluminium'],
    palette: 'kitchen',
    size: { diameter: [20, 40], depth: [3, 6], weight: [500, 1700] },
    words: { hands: ['rounded', 'tapered', 'baton'] },
    pairs: ['mirror', 'shelf', 'notebook'],
    facts: `The movement sweeps without a tick, so you can hang it in a bedroom.
      {hands} hands point at plain markers and leave the numbers to you.
      You can read it across a room {diameter} wide or ten times that.
      One AA cell keeps it going for about two years.
      The hour markers are set by hand and slightly raised.
      It hangs flat on a single nail.`,
    likes: `Completely silent, finally a clock for the bedroom.
      Easy to read from the other end of the kitchen.
      Keeps perfect time since I hung it.
      Simple and handsome on a plain wall.`,
    gripes: `It loses five minutes a week.
      You can hear it ticking from the next room.
      The hands touch each other and stop at noon.
      The front scratches if you so much as dust it.`,
  }),
];

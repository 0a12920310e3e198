import { kind } from './kind.ts';

/** Lamps, pendants, lanterns, candles. */
export const lightingKinds = [
  kind('lamp@lighting/table-lamps', 'table lamp, bedside lamp, ceramic lamp', {
    price: 89,
    materials: ['stoneware', 'oak', 'brass', 'glass', 'powder-coated steel'],
    palette: 'light',
    size: { height: [32, 56], diameter: [20, 36], power: [5, 11], weight: [1100, 3200] },
    words: { shade: ['linen', 'cotton', 'paper'] },
    pairs: ['shelf', 'notebook', 'vase'],
    season: 11,
    facts: `The {shade} shade spreads light sideways, warm enough for a corner that has gone dark.
      It stands {height} tall, the right height to read beside.
      A dimmer sits on the cord, within reach from bed.
      The cord is covered in cotton and measures two metres.
      It takes an E27 bulb of up to {power}, LED of course.
      Light falls in a wide pool on the table and in a smaller one on the ceiling.
      The base is felted underneath so that it slides without a scratch.`,
    likes: `Gives a warm glow that makes the whole corner cosy.
      The base is heavy and the shade sits straight.
      The dimmer on the cord is a lovely touch.
      It looks far more expensive than it was.`,
    gripes: `The shade is crooked and cannot be adjusted.
      The switch buzzes when the light is dimmed.
      The cord is far too short to reach the socket.
      Much dimmer than expected, useless for reading.`,
  }),
  kind('desk-lamp@lighting/desk-lamps', 'desk lamp, reading lamp, task lamp', {
    price: 96,
    materials: ['powder-coated steel', 'aluminium', 'brass'],
    palette: 'light',
    size: { height: [38, 58], reach: [35, 62], power: [6, 12], weight: [1200, 2800] },
    words: { joint: ['spring-balanced', 'friction', 'counterweighted'] },
    pairs: ['keyboard', 'notebook', 'pencil-cup'],
    season: 9,
    facts: `The {joint} arm stays exactly where you leave it.
      Its head turns through 270 degrees and throws the light past your hand, not onto it.
      With a reach of {reach}, the base can live at the very back of the desk.
      Three levels of brightness are a tap away.
      The LED gives a colour rendering above 95, so blue looks blue.
      A deep shade hides the bulb from anybody sitting opposite.
      There is no transformer brick under the table.`,
    likes: `The arm stays put and moves with one finger.
      Bright, even light without glare on the screen.
      Takes very little room on the desk.
      The colour of the light is pleasant late at night.`,
    gripes: `The arm sinks slowly until it touches the desk.
      It flickers on the lowest setting.
      The base is too light, so it tips when extended.
      The head gets hot after an hour.`,
  }),
  kind('pendant@lighting/pendants', 'pendant, pendant lamp, dome pendant', {
    price: 128,
    materials: ['powder-coated steel', 'glass', 'brass', 'wicker', 'copper'],
    palette: 'light',
    size: { height: [18, 36], diameter: [22, 55], power: [8, 18], weight: [700, 3400] },
    words: { inside: ['white', 'gold', 'pale'] },
    pairs: ['table', 'chair', 'floor-lamp'],
    season: 10,
    facts: `Hung sixty centimetres above the table, it lights the plates and leaves faces in a kind half-shade.
      The inside is {inside}, which gives the downward light its warmth.
      It is {diameter} wide; two in a row suit a table for six.
      A textile cable of 1.5 metres and a matching ceiling cup are included.
      You look into a calm opening and never at a bare bulb.
      It hangs from a steel wire, so the cable carries no weight.
      One screw adjusts the height after it is up.`,
    likes: `Perfect above our dining table, soft and glare-free.
      Easy to hang and the cable length can be adjusted.
      Beautiful shape, even when switched off.
      The light on the table is exactly as warm as we hoped.`,
    gripes: `It hangs at an angle, whatever I try.
      The paint inside was scratched on arrival.
      Cable far too short for an old building.
      The fitting for the ceiling was missing from the box.`,
  }),
  kind('floor-lamp@lighting/floor-lamps', 'floor lamp, arc lamp, tripod lamp', {
    price: 179,
    materials: ['powder-coated steel', 'oak', 'brass', 'walnut'],
    palette: 'light',
    size: { height: [135, 178], diameter: [28, 48], power: [9, 18], weight: [3800, 9000] },
    words: { shade: ['linen', 'metal', 'paper'] },
    pairs: ['armchair', 'sofa', 'rug'],
    season: 10,
    facts: `At {height} it clears the back of an armchair and lights the page below.
      A foot switch spares you the search behind the sofa.
      The {shade} shade tilts towards the wall when you want the room softer.
      Its weight is all in the foot, so a dog may pass.
      The cable leaves through the back of the base and lies flat on the floor.
      It goes together with one hexagonal key in ten minutes.
      One of these does more for a room than a second ceiling light.`,
    likes: `Lights up the reading corner perfectly.
      Very stable even with two children in the house.
      Assembly took ten minutes with the key from the box.
      The shade gives a soft, warm light.`,
    gripes: `It leans to one side and wobbles when touched.
      The foot switch broke after a fortnight.
      One of the screws did not fit its thread.
      The shade arrived dented.`,
  }),
  kind('lantern@lighting/candles-and-lanterns', 'lantern, garden lantern, storm lantern', {
    price: 44,
    materials: ['powder-coated steel', 'brass', 'copper'],
    palette: 'garden',
    size: { height: [22, 46], width: [13, 22], weight: [800, 2600] },
    words: { handle: ['leather', 'rope', 'wire'] },
    pairs: ['candle', 'plant-pot', 'bench'],
    season: 11,
    facts: `Four panes of glass keep the wind off the flame.
      A {handle} handle lets you carry the light to wherever the evening moves.
      The door closes with a small hook that works with gloves on.
      It takes a pillar candle up to {width} wide or an LED one.
      Vents under the roof draw the heat out and keep the top touchable.
      Standing by the door, it tells guests they have arrived.`,
    likes: `The candle burns steadily even on a windy terrace.
      Well made, the door closes with a proper click.
      We have two by the front door and everyone admires them.
      Casts a beautiful pattern on the wall.`,
    gripes: `It rusted after one week outside.
      The glass is loose and rattles.
      The door does not close any more.
      Gets so hot on top that I burnt my fingers.`,
  }),
  kind('candle@lighting/candles-and-lanterns', 'scented candle, pillar candle, candle', {
    price: 27,
    materials: ['soy wax'],
    palette: 'bath',
    size: { height: [8, 16], diameter: [7, 11], burn: [25, 70], weight: [180, 620] },
    words: { scent: ['fig leaf', 'cedar and smoke', 'bergamot', 'tomato leaf', 'clean linen', 'juniper'] },
    pairs: ['lantern', 'soap', 'vase'],
    season: 12,
    facts: `It smells of {scent}, clear at first and quieter as the hour goes on.
      It burns for {burn} when the wick is kept short.
      The scent was mixed in Grasse for us alone.
      It leaves hardly any soot on the wall.
      When it is finished, the vessel goes on as a cup for brushes.
      One candle fills a room, two fill a flat.
      A lid of cork keeps the dust off between evenings.`,
    likes: `Smells of {scent} without giving me a headache.
      Burns evenly right to the edge.
      The scent fills the room within minutes.
      Lasted for weeks of evenings.`,
    gripes: `You can hardly smell it when it burns.
      It tunnelled down the middle and drowned its own wick.
      Soot all over the vessel after two hours.
      The scent is overpowering and artificial.`,
  }),
];

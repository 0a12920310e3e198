import { lines } from './lines.ts';
import type { Material, Texture } from './material.ts';
import { hardMaterials } from './material.ts';
import { natural, type NamedColor } from './palette.ts';

type Look = readonly [Texture, number, (readonly NamedColor[])?];

function material(look: Look, facts: string, care: string): Material {
  const [texture, price, colors] = look;
  return { texture, price, ...(colors === undefined ? {} : { colors }), facts: lines(facts), care: lines(care) };
}

const cloths = {
  cotton: material(
    ['weave', 0.9],
    `The cotton is long-staple, combed so that it stays smooth wash after wash.
    Organic cotton, spun and woven under one roof, keeps its {color} for years.
    This cotton has a dense hand at first and loosens into something lovely.
    Dyed in the yarn, the {color} cotton does not fade at the seams.`,
    `Machine wash at 40 degrees and dry it on the line when you can.
    Wash dark colours on their own the first time.
    Iron the cotton while it is slightly damp.`,
  ),
  linen: material(
    ['weave', 1.2],
    `Linen made from European flax grows softer with every wash and never quite loses its slub.
    The flax is stone-washed, so the linen has its lived-in drape from the first day.
    Linen drinks up a fifth of its weight before it feels damp.
    A garment-dyed {color} settles into the linen with a slight, handsome unevenness.`,
    `Wash the linen at 30 degrees, shake it out and skip the iron.
    Hang linen to dry; the creases are part of its charm.
    Use no bleach and no softener on linen.`,
  ),
  wool: material(
    ['weave', 1.4],
    `The wool is spun in a small mill from sheep that live outdoors all year.
    Wool keeps its warmth when damp and lets go of smells overnight.
    Heathered from three dyed fleeces, the {color} wool looks alive close up.
    Wool resists flame, dirt and creases without any chemistry.`,
    `Air the wool rather than wash it; most things vanish by the morning.
    Use the wool programme at 30 degrees and dry it flat.
    Store wool clean, with cedar, and moths will look elsewhere.`,
  ),
  merino: material(
    ['knit', 1.4],
    `Merino this fine, 18.5 microns, can be worn against bare skin without a scratch.
    Extra-fine merino warms when it is cold and cools when it is not.
    The merino is certified free of mulesing and traceable to the farm.`,
    `Wash merino inside out at 30 degrees with wool soap.
    Dry the merino flat on a towel, away from the sun.
    Air overnight between wears and you will rarely need to wash it.`,
  ),
  lambswool: material(
    ['knit', 1.2],
    `Lambswool is the first shearing, springy and softer than any that follows.
    Two-ply lambswool gives the stitch its body and the {color} its depth.
    Brushed once after knitting, the lambswool has a slight and pleasant halo.`,
    `Hand wash lambswool in cool water and press it in a towel.
    A wool comb takes care of the first pills.
    Fold lambswool instead of hanging it.`,
  ),
  velvet: material(
    ['weave', 1.3],
    `The velvet is cut from cotton, with a short dense pile that changes tone as you stroke it.
    In {color}, the velvet looks almost black in the folds and bright along the edges.
    This velvet has passed 60,000 rubs on the test bench.`,
    `Brush velvet along the pile with a soft clothes brush.
    Lift spills with a dry white cloth, never rub the velvet.
    Steam, held at a distance, raises a flattened pile.`,
  ),
  boucle: material(
    ['fur', 1.3],
    `The boucle is looped from a wool blend and feels like a well-loved coat.
    Tiny loops of boucle swallow sound as well as light.
    A tight backing keeps the loops of the boucle where they belong.`,
    `Vacuum the boucle with the soft nozzle on low power.
    Do not pull a loose loop; push it back through with a needle.
    Spot clean with cool water and a white cloth.`,
  ),
  'terry cotton': material(
    ['terry', 1],
    `At 550 grams to the square metre, the terry is thick without staying wet all day.
    Zero-twist loops make the terry drink faster than a denser pile would.
    The cotton is long-staple and grown in the Aegean.`,
    `Wash at 60 degrees and leave out the softener, which stops terry drinking.
    Tumble the terry for ten minutes to lift the loops.
    Wash once before first use so that the loops open.`,
  ),
  'waxed cotton': material(
    ['matte', 1.3],
    `The cotton is waxed in Scotland and will crease into a map of your habits.
    Waxed cotton turns rain without a membrane and can be proofed again for ever.
    In {color}, the wax lightens along the folds and darkens where it is handled.`,
    `Sponge waxed cotton with cold water; a machine would strip the wax.
    Re-wax it once a year with a tin, a cloth and a warm afternoon.
    Hang it to dry at room temperature.`,
  ),
  canvas: material(
    ['weave', 0.9],
    `The canvas is a 16-ounce weave, stiff for a week and then yours.
    Heavy canvas in {color} is bar-tacked wherever it takes a strain.
    A tight plain weave means the canvas stands up by itself.`,
    `Spot clean the canvas with soap and a nail brush.
    Let wet canvas dry open and slowly.
    Canvas can be washed cold, though the {color} will soften.`,
  ),
  'recycled nylon': material(
    ['matte', 1],
    `The nylon was once fishing net, and is now a ripstop that sheds rain.
    Recycled nylon brings the weight down to {weight} with no loss of strength.
    A water-repellent finish free of fluorine makes drops run off the {color} nylon.`,
    `Wash at 30 degrees without softener and dry on low heat to revive the finish.
    Wipe down with a damp cloth after a muddy day.
    Keep the nylon away from open fire.`,
  ),
  'recycled polyester': material(
    ['matte', 0.8],
    `The polyester is spun from bottles, about {bottles} of them for each piece.
    A brushed face gives the recycled polyester the hand of cotton.
    Colour-fast and quick to dry, the {color} polyester looks the same after a summer outside.`,
    `Machine wash at 30 degrees, no softener.
    It dries within hours on a line.
    Use a wash bag, which keeps fibres out of the water.`,
  ),
  plush: material(
    ['fur', 1, natural.plush],
    `The plush is short, dense and soft enough to fall asleep on.
    Inside there is recycled filling and not a single bead.
    The {color} plush is tested for the youngest, from birth on.`,
    `Wash in a pillowcase at 30 degrees and let it dry in the air.
    Brush the plush with a soft hairbrush when it clumps.
    It survives the machine, and most adventures.`,
  ),
  leather: material(
    ['leather', 1.5, natural.leather],
    `Vegetable-tanned for six weeks, the leather is firm at first and remembers your hand.
    Full-grain leather keeps its scars and stretch marks, since those are what make it strong.
    The {color} deepens where it is touched most.
    Edges are dyed, waxed and burnished, not painted.`,
    `Feed the leather with a colourless balm twice a year.
    Let wet leather dry away from heat, stuffed with paper.
    Brush off dust first, then a thin coat of cream.`,
  ),
  suede: material(
    ['leather', 1.3],
    `The suede is split from calf and brushed until the nap lies close.
    In {color}, the suede shows every stroke of your fingers.
    A water-repellent treatment gives the suede a fair chance in drizzle.`,
    `Brush the suede when it is dry, always in one direction.
    Spray it before its first outing and each season after.
    A rubber eraser takes off most marks.`,
  ),
} as const;

const others = {
  wicker: material(
    ['wicker', 1, natural.wicker],
    `Each strand of rattan is soaked, bent and woven while it is still wet.
    The weave is close enough to hold small things and open enough to let air through.
    It took one weaver most of a day to finish, and it shows.`,
    `Dust wicker with a soft brush and mist it with water in dry winters.
    Keep wicker out of the rain and it lasts decades.
    Snip loose ends; do not pull them.`,
  ),
  jute: material(
    ['wicker', 0.8, natural.jute],
    `Jute is rain-fed, biodegradable and pleasantly rough under the hand.
    The jute is braided first and then stitched in rounds.
    Undyed jute smells faintly of hay for the first few days.`,
    `Shake out or vacuum the jute; do not wet it.
    Blot spills on jute at once with a dry towel.
    Turn jute over twice a year so that it ages evenly.`,
  ),
  paper: material(
    ['paper', 1],
    `The paper is 100 grams, made with water power and wood from certified forests.
    Smooth enough for a fountain pen, with just enough tooth for a pencil.
    Recycled fibres give the paper its warm white.`,
    `Keep it flat and dry and it will outlast us both.
    Store away from the sun, which yellows every paper.
    Recycle it with paper at the end of a long life.`,
  ),
  'soy wax': material(
    ['matte', 1, natural.wax],
    `The wax is soy with a little rapeseed, and burns clean to the last hour.
    Poured at 60 degrees and left to cure for two weeks, the wax sets without a dip.
    The wick is cotton, braided without lead or zinc.`,
    `Trim the wick to five millimetres before you light it.
    Let the wax melt right to the edge the first time.
    Keep it clear of draughts, children and curtains.`,
  ),
  'olive soap': material(
    ['matte', 1],
    `The soap is boiled from olive oil in open kettles and cured for nine months.
    It contains five ingredients, and you can read all of them aloud.
    Cut with a wire and stamped by hand, no bar weighs quite the same.`,
    `Let the soap dry on a rack between uses and it lasts twice as long.
    Keep spare bars among your linen.
    It may crack a little with age; that changes nothing.`,
  ),
  silicone: material(
    ['matte', 0.9],
    `Food-grade silicone takes heat up to 230 degrees and stays soft in the freezer.
    The silicone is platinum-cured, so it neither smells nor stains.
    A matte finish keeps the {color} silicone free of finger marks.`,
    `Top rack of the dishwasher is fine.
    Boil the silicone for five minutes if it has taken on a smell.
    Dust comes off under running water.`,
  ),
  'natural rubber': material(
    ['matte', 1],
    `The rubber is tapped from trees, foamed with water and free of PVC.
    Natural rubber grips better the warmer it gets.
    You will notice a faint smell of rubber for a few days, then nothing.`,
    `Wipe down with water and a drop of vinegar.
    Keep rubber out of direct sun.
    Dry it flat, then roll it up.`,
  ),
  'recycled plastic': material(
    ['gloss', 0.8],
    `The shell is moulded from recycled plastic, dyed through in {color}.
    The recycled plastic takes a fall from a table without a crack.
    Screws instead of glue mean that every part can be replaced.`,
    `Wipe with a soft, slightly damp cloth.
    Compressed air keeps the gaps clean.
    No solvents, please: they cloud the surface.`,
  ),
} as const;

/** Every material of the shop by its name. */
export const materials: Readonly<Record<string, Material>> = { ...hardMaterials, ...cloths, ...others };

/** The material of that name; throws on a name that the table lacks, which is a mistake in a kind. */
export function materialOf(name: string): Material {
  const found = materials[name];
  if (found === undefined) throw new Error(`no material "${name}"; known: ${Object.keys(materials).join(', ')}`);
  return found;
}

import { lines } from './lines.ts';
import { natural, type NamedColor } from './palette.ts';

/** How a surface is drawn. */
export type Texture =
  | 'metal'
  | 'gloss'
  | 'ceramic'
  | 'glass'
  | 'wood'
  | 'weave'
  | 'knit'
  | 'terry'
  | 'fur'
  | 'leather'
  | 'wicker'
  | 'stone'
  | 'matte'
  | 'paper';

/** A material: how it looks, what it does to a price, and what a shop may truly say about it. */
export interface Material {
  readonly texture: Texture;
  /** Factor on the median price of a kind. */
  readonly price: number;
  /** Colours that come with the material; absent when the kind's palette paints it. */
  readonly colors?: readonly NamedColor[];
  readonly facts: readonly string[];
  readonly care: readonly string[];
}

type Look = readonly [Texture, number, (readonly NamedColor[])?];

function material(look: Look, facts: string, care: string): Material {
  const [texture, price, colors] = look;
  return { texture, price, ...(colors === undefined ? {} : { colors }), facts: lines(facts), care: lines(care) };
}

const metals = {
  'stainless steel': material(
    ['metal', 1.1, natural.steel],
    `The steel is 18/10, brushed by hand so that fingerprints have little to cling to.
    Stainless steel shrugs off salt, lemon and the occasional drop without a mark.
    We like how the brushed steel picks up the colours of the room around it.
    There is no coating on the steel, so nothing can flake, chip or wear away.`,
    `A drop of washing-up liquid and a soft cloth bring the shine back.
    Wipe with vinegar now and then if your water leaves marks on the steel.
    Dry it straight after rinsing and the steel will stay free of spots.`,
  ),
  'enamelled steel': material(
    ['gloss', 1],
    `Two coats of vitreous enamel are fired onto the steel at over 800 degrees, which is where that depth of {color} comes from.
    Enamel is glass on metal: it neither takes on smells nor gives any away.
    The {color} enamel is dipped rather than sprayed, so the rim shows a fine darker line.
    A steel core keeps the weight down to {weight} without making it feel flimsy.`,
    `Keep scouring pads away from the enamel; a soft sponge is plenty.
    Enamel dislikes a sudden change from hot to cold, so let it cool before washing.
    Soak it for ten minutes and most things lift off the enamel on their own.`,
  ),
  copper: material(
    ['metal', 1.5, natural.copper],
    `Copper answers to heat faster than any other metal we sell, and it darkens beautifully with use.
    The copper is left unlacquered, so it will grow its own patina from the first week.
    Every copper piece is planished with a small hammer, and you can feel the marks under your thumb.`,
    `Half a lemon and a pinch of salt polish copper as well as anything from a bottle.
    Leave the patina alone or polish it back each spring; both are right.
    Copper should be washed by hand and dried at once.`,
  ),
  'cast iron': material(
    ['matte', 1.2, natural.iron],
    `Poured in sand moulds, no two cast-iron pieces leave the foundry with quite the same grain.
    Cast iron is slow to warm and slower to cool, which is exactly why cooks keep it for life.
    At {weight} it has the reassuring heft that only iron has.`,
    `Wash the iron in hot water without soap, dry it on a low heat and rub in a little oil.
    A thin film of oil after each use is all the care that cast iron asks for.
    Rust is never the end of cast iron: scrub, oil, heat and begin again.`,
  ),
  brass: material(
    ['metal', 1.4, natural.brass],
    `Solid brass, not plated, so a scratch only shows more of the same.
    The brass arrives bright and mellows to the colour of honey within a year.
    Brass throws back a warm light that chrome never manages.`,
    `Polish the brass when you miss the shine, or let it dull; it is your choice.
    A dry cotton cloth keeps brass free of finger marks.
    Use a brass cream twice a year at most.`,
  ),
  aluminium: material(
    ['metal', 1],
    `The aluminium is anodised, so the {color} is part of the surface and cannot peel.
    Aluminium keeps the whole thing at {weight}, light enough to move with one hand.
    More than half of the aluminium has already been something else.`,
    `Aluminium needs nothing but a damp cloth.
    Avoid abrasive cleaners, which dull the anodised finish.
    Wipe dry to keep the anodised surface even.`,
  ),
  'powder-coated steel': material(
    ['matte', 0.9],
    `The steel is powder-coated in {color}, a dry finish that hides small knocks well.
    Folded and welded from sheet steel, then coated in a fine {color} powder and baked.
    Powder coating gives the {color} a soft, chalky surface that does not reflect the lights.
    Run a finger along the edges: every weld is ground flat before the {color} goes on.`,
    `Dust it with a dry cloth and wash off anything sticky with soapy water.
    Small scratches can be touched up; we sell the {color} by the pen.
    Do not use solvents on the powder coat.`,
  ),
} as const;

const clays = {
  stoneware: material(
    ['ceramic', 1],
    `The {color} glaze pools a little deeper at the foot, and fine iron speckles break through it.
    High-fired stoneware takes knocks that would end a finer clay.
    Each piece is glazed by hand, so the {color} drifts slightly from one to the next.
    The unglazed foot ring shows the warm colour of the clay underneath.`,
    `Safe for the dishwasher; the glaze will not dull.
    If the bare foot ring marks a table, rub it once with fine sandpaper.
    It can go from oven to sink once it has cooled a little.`,
  ),
  porcelain: material(
    ['ceramic', 1.3],
    `Hold the porcelain up to a window and the light comes through the rim.
    The porcelain is fired twice, once to harden it and once to set the {color} glaze.
    Thin as it looks, this is hard-paste porcelain and rings like a bell when tapped.`,
    `Dishwasher safe, though the gentle programme is kinder to thin rims.
    Tea stains come off porcelain with a paste of baking soda.
    Stack the porcelain with a napkin between the pieces.`,
  ),
  terracotta: material(
    ['matte', 0.8, natural.terracotta],
    `Terracotta breathes, so roots stay cool and water never stands for long.
    The clay is dug, thrown and fired within one valley.
    With time a chalky bloom settles on the terracotta, which we think suits it.`,
    `Bring terracotta in before a hard frost, or keep it raised on feet and dry.
    Scrub with water and a stiff brush; soap only clogs the clay.
    Soak new terracotta for an hour before its first use.`,
  ),
  glass: material(
    ['glass', 1, natural.glass],
    `The glass is mouth-blown, and here and there a tiny bubble proves it.
    In {color} the glass seems to hold a little light even on a grey day.
    The rim is fire-polished instead of cut, so it is smooth to the touch.
    Glass this thick has a quiet weight, {weight} in all.`,
    `Wash by hand in warm water and let it dry upside down on a cloth.
    A spoon of vinegar in the rinse keeps the glass clear.
    Avoid thermal shock: warm the glass before you pour anything hot.`,
  ),
  marble: material(
    ['stone', 1.6, natural.marble],
    `Every slab of marble has veins of its own, so yours exists once.
    The marble is honed rather than polished, which gives it a soft, silky touch.
    Marble stays cool by nature, in July as much as in January.`,
    `Wipe wine and lemon off marble at once, since acid etches it.
    Seal the marble with a stone oil twice a year.
    Use a mild soap on the stone and nothing that scours.`,
  ),
} as const;

const woods = {
  oak: material(
    ['wood', 1.2, natural.oak],
    `The oak comes from managed forests and is dried for months before anyone touches it.
    Oak grain runs the full length, so no two of them look alike.
    Hard-wax oil leaves the pores of the oak open and the surface warm to the hand.
    European oak is hard enough to forgive keys, toys and hot cups.`,
    `Oil the oak once a year with a cloth; ten minutes are enough.
    Wipe spills along the grain and let the wood dry by itself.
    Keep the oak away from radiators, as wood moves when it dries.`,
  ),
  walnut: material(
    ['wood', 1.5, natural.walnut],
    `Walnut grows lighter in the sun while other woods darken, and it always stays rich.
    We use the heartwood of the walnut for its chocolate tone and lively figure.
    The walnut is finished with a matte oil that lets the grain speak.`,
    `Dust the walnut with a soft cloth and refresh the oil every other year.
    Avoid standing water on walnut; a coaster is a small price.
    A walnut kernel rubbed over a scratch really does hide it.`,
  ),
  beech: material(
    ['wood', 0.9, natural.beech],
    `Beech is dense, fine-grained and pleasantly plain, which is why toymakers love it.
    The beech is steamed, turned and sanded until nothing can splinter.
    Pale beech takes on a golden tone within its first year.`,
    `Clean the beech with a barely damp cloth; do not soak it.
    A dab of linseed oil keeps beech from drying out.
    Sand lightly and oil again when the beech looks tired.`,
  ),
  ash: material(
    ['wood', 1, natural.ash],
    `Ash bends further than oak before it complains, so it suits slender parts.
    The bold grain of the ash can be felt as well as seen.
    Springy, light and pale: ash has been the choice for handles for centuries.`,
    `A dry cloth for dust and a little wood soap twice a year will do.
    Keep the ash out of standing water.
    Touch up the lacquer on the ash only where it has worn through.`,
  ),
  acacia: material(
    ['wood', 0.9, natural.acacia],
    `Acacia is naturally rich in oils, which helps it to live with water.
    Light sapwood and dark heart run side by side in every piece of acacia.
    Acacia grows fast and hard, a rare and useful pair.`,
    `Rinse the acacia, never soak it, and stand it on edge to dry.
    Rub in a food-safe oil when the acacia begins to look pale.
    No dishwasher for acacia: heat opens the joints.`,
  ),
  bamboo: material(
    ['wood', 0.8, natural.bamboo],
    `Bamboo is a grass that is ready to harvest in five years, and harder than most woods.
    The bamboo strips are pressed on edge, which gives the fine lines you see.
    Light and strong, bamboo weighs a third less than oak.`,
    `Wipe bamboo with a damp cloth and dry it at once.
    A thin coat of mineral oil each month keeps bamboo supple.
    Bamboo prefers a dry corner to a wet one.`,
  ),
} as const;

/** The hard materials of the shop. */
export const hardMaterials: Readonly<Record<string, Material>> = { ...metals, ...clays, ...woods };

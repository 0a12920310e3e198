/** A colour as the shop names it. */
export interface NamedColor {
  readonly name: string;
  readonly hex: string;
}

function color(name: string, hex: string): NamedColor {
  return { name, hex };
}

const cream = color('cream', '#ece0c8');
const chalk = color('chalk', '#e6e2da');
const sage = color('sage', '#9caf8f');
const moss = color('moss', '#6b7a45');
const forest = color('forest', '#3f5d4a');
const olive = color('olive', '#7d7a4b');
const petrol = color('petrol', '#2f5f6b');
const teal = color('teal', '#3f8a87');
const duckEgg = color('duck egg', '#a9c6c4');
const sky = color('sky', '#8fb4d3');
const cornflower = color('cornflower', '#5f83c2');
const indigo = color('indigo', '#3d4a80');
const ink = color('ink', '#343d57');
const lilac = color('lilac', '#b5a5cf');
const plum = color('plum', '#6f4560');
const rose = color('rose', '#d9a3a0');
const blush = color('blush', '#e6c3b4');
const coral = color('coral', '#e07a5f');
const brick = color('brick', '#a8503d');
const cherry = color('cherry', '#b23a48');
const rust = color('rust', '#b5622f');
const apricot = color('apricot', '#e9a46a');
const mustard = color('mustard', '#d3a02f');
const butter = color('butter', '#efd27f');
const sand = color('sand', '#cfb896');
const oat = color('oat', '#d8cab2');
const clay = color('clay', '#b98b6f');
const cocoa = color('cocoa', '#6b4c3d');
const fog = color('fog', '#b3b7ba');
const slate = color('slate', '#646d78');
const soot = color('soot', '#3a393b');

/** The curated colours, by where they look right; a kind names one of these. */
export const palettes = {
  kitchen: [cream, sage, petrol, cherry, mustard, soot, duckEgg, forest, blush, ink, coral, fog],
  ceramic: [chalk, oat, sage, duckEgg, ink, clay, rose, forest, mustard, cornflower, slate, blush, petrol, brick],
  light: [chalk, soot, forest, mustard, brick, petrol, blush, sage, oat, coral, ink, lilac],
  upholstery: [oat, sage, rust, ink, forest, slate, blush, mustard, petrol, plum, cocoa, teal],
  textile: [oat, sage, rust, rose, ink, mustard, duckEgg, slate, plum, forest, coral, butter, lilac, cornflower],
  fashion: [ink, oat, forest, soot, rust, sand, cherry, slate, olive, cocoa, sky, plum, cream, petrol],
  sport: [coral, cornflower, teal, soot, mustard, chalk, forest, cherry, lilac, sky, olive, indigo],
  tech: [soot, chalk, fog, sage, ink, blush, coral, petrol, butter, slate],
  toy: [coral, butter, cornflower, sage, cherry, teal, lilac, apricot, sky, mustard],
  garden: [forest, sage, chalk, mustard, petrol, brick, slate, moss, sky, cream],
  paper: [ink, forest, cherry, mustard, blush, sage, cornflower, soot, apricot, lilac, petrol, cream],
  bath: [chalk, sage, blush, lilac, butter, duckEgg, clay, rose, oat, sky],
} as const satisfies Record<string, readonly NamedColor[]>;

/** The name of a palette. */
export type PaletteName = keyof typeof palettes;

/** Colours that belong to a material rather than to a paint. */
export const natural = {
  steel: [color('brushed steel', '#b4babf'), color('black steel', '#4a4c52')],
  copper: [color('copper', '#c27f58')],
  brass: [color('brass', '#c8a35c')],
  iron: [color('iron', '#45474a'), ink, forest, brick],
  oak: [color('oiled oak', '#c99f6b'), color('pale oak', '#dcbc8c')],
  walnut: [color('walnut', '#80573a')],
  beech: [color('beech', '#dcb283')],
  ash: [color('ash', '#dcc8a4'), color('black ash', '#4b4643')],
  acacia: [color('acacia', '#a36e42')],
  bamboo: [color('bamboo', '#d8b878')],
  terracotta: [color('terracotta', '#c4734f'), color('pale terracotta', '#d9a07e')],
  glass: [
    color('clear', '#bcd6da'),
    color('smoke', '#8a8f96'),
    color('amber', '#d39a4f'),
    color('sage glass', '#9dbca2'),
    color('rose glass', '#dba6a6'),
    color('sea glass', '#7fb4b0'),
  ],
  leather: [
    color('tan', '#b97f4e'),
    color('cognac', '#9c5a33'),
    color('black', '#3b3735'),
    color('chestnut', '#6d4431'),
    color('olive leather', '#6e6a48'),
  ],
  wicker: [color('natural', '#c9a36d'), color('honey', '#b78646'), color('smoked', '#7d5f45')],
  jute: [color('natural jute', '#c4a679'), color('grey jute', '#a39d90')],
  marble: [color('white marble', '#dedcda'), color('green marble', '#567063')],
  wax: [color('ivory', '#efe3c9'), color('honey', '#dba94e'), sage, blush, brick],
  plush: [color('honey', '#cf9a58'), color('cocoa', '#83604a'), cream, fog, blush],
} as const satisfies Record<string, readonly NamedColor[]>;

/** A colour in German: as a label and after "in"; colours of a material carry the material in both. */
export interface ColorText {
  readonly name: string;
  readonly inIt: string;
}

const own: Readonly<Record<string, string>> = {
  cream: 'Creme',
  chalk: 'Kreide',
  sage: 'Salbei',
  moss: 'Moos',
  forest: 'Waldgrün',
  olive: 'Olive',
  petrol: 'Petrol',
  teal: 'Türkis',
  'duck egg': 'Entenei',
  sky: 'Himmelblau',
  cornflower: 'Kornblume',
  indigo: 'Indigo',
  ink: 'Tinte',
  lilac: 'Flieder',
  plum: 'Pflaume',
  rose: 'Rosé',
  blush: 'Puder',
  coral: 'Koralle',
  brick: 'Ziegel',
  cherry: 'Kirsche',
  rust: 'Rost',
  apricot: 'Aprikose',
  mustard: 'Senf',
  butter: 'Butter',
  sand: 'Sand',
  oat: 'Hafer',
  clay: 'Lehm',
  cocoa: 'Kakao',
  fog: 'Nebel',
  slate: 'Schiefer',
  soot: 'Ruß',
  copper: 'Kupfer',
  brass: 'Messing',
  iron: 'Eisen',
  walnut: 'Nussbaum',
  beech: 'Buche',
  ash: 'Esche',
  acacia: 'Akazie',
  bamboo: 'Bambus',
  terracotta: 'Terrakotta',
  clear: 'Klar',
  smoke: 'Rauch',
  amber: 'Bernstein',
  tan: 'Lohe',
  cognac: 'Cognac',
  black: 'Schwarz',
  chestnut: 'Kastanie',
  natural: 'Natur',
  honey: 'Honig',
  smoked: 'Rauchbraun',
  ivory: 'Elfenbein',
};

const inflected: Readonly<Record<string, ColorText>> = {
  'brushed steel': { name: 'Gebürsteter Stahl', inIt: 'gebürstetem Stahl' },
  'black steel': { name: 'Schwarzer Stahl', inIt: 'schwarzem Stahl' },
  'oiled oak': { name: 'Geölte Eiche', inIt: 'geölter Eiche' },
  'pale oak': { name: 'Helle Eiche', inIt: 'heller Eiche' },
  'black ash': { name: 'Schwarze Esche', inIt: 'schwarzer Esche' },
  'pale terracotta': { name: 'Helle Terrakotta', inIt: 'heller Terrakotta' },
  'sage glass': { name: 'Salbeiglas', inIt: 'Salbeiglas' },
  'rose glass': { name: 'Rosenglas', inIt: 'Rosenglas' },
  'sea glass': { name: 'Meerglas', inIt: 'Meerglas' },
  'olive leather': { name: 'Olivfarbenes Leder', inIt: 'olivfarbenem Leder' },
  'natural jute': { name: 'Naturjute', inIt: 'Naturjute' },
  'grey jute': { name: 'Graue Jute', inIt: 'grauer Jute' },
  'white marble': { name: 'Weißer Marmor', inIt: 'weißem Marmor' },
  'green marble': { name: 'Grüner Marmor', inIt: 'grünem Marmor' },
};

/** The German name of a colour of the demo shop. Throws for one that has none, so that none is forgotten. */
export function colorText(name: string): ColorText {
  const found = inflected[name];
  if (found !== undefined) return found;
  const word = own[name];
  if (word === undefined) throw new Error(`the colour "${name}" has no German name`);
  return { name: word, inIt: word };
}

/** All colours: English name to German label. */
export const colorWords: Readonly<Record<string, string>> = {
  ...own,
  ...Object.fromEntries(Object.entries(inflected).map(([name, text]) => [name, text.name])),
};

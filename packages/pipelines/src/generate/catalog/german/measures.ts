const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  power: ['Watt', 'Watt'],
  battery: ['Stunde', 'Stunden'],
  burn: ['Stunde', 'Stunden'],
  pieces: ['Teil', 'Teile'],
  cards: ['Karte', 'Karten'],
  pages: ['Seite', 'Seiten'],
  shelves: ['Boden', 'Böden'],
  ribs: ['Strebe', 'Streben'],
  vents: ['Öffnung', 'Öffnungen'],
  keys: ['Taste', 'Tasten'],
  panels: ['Feld', 'Felder'],
  wagons: ['Wagen', 'Wagen'],
  gauge: ['Nadeln', 'Nadeln'],
  megapixels: ['Megapixel', 'Megapixel'],
  line: ['Meter', 'Meter'],
  column: ['mm', 'mm'],
  volume: ['ml', 'ml'],
  head: ['cm²', 'cm²'],
};

const labels: Readonly<Record<string, string>> = {
  height: 'Höhe',
  width: 'Breite',
  depth: 'Tiefe',
  length: 'Länge',
  diameter: 'Durchmesser',
  weight: 'Gewicht',
  capacity: 'Fassungsvermögen',
  volume: 'Inhalt',
  blade: 'Klinge',
  burn: 'Brenndauer',
  battery: 'Akkulaufzeit',
  column: 'Wassersäule',
  head: 'Kopfgröße',
  line: 'Schnur',
  power: 'Leistung',
  megapixels: 'Auflösung',
  entrance: 'Einflugloch',
  sole: 'Sohle',
  heel: 'Absatz',
  shaft: 'Schafthöhe',
  reach: 'Reichweite',
  pieces: 'Teile',
  cards: 'Kartenfächer',
  pages: 'Seiten',
  shelves: 'Böden',
  ribs: 'Streben',
  vents: 'Lüftung',
  keys: 'Tasten',
  panels: 'Felder',
  wagons: 'Wagen',
  gauge: 'Feinheit',
  cuff: 'Stulpe',
};

const number = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 2 });

/** A measure as it is read aloud in German: `1,2 Liter`, `24 cm`, `1,1 kg`. */
export function sayGermanMeasure(name: string, value: number): string {
  if (name === 'capacity') return value < 1 ? `${Math.round(value * 1000)} ml` : `${number.format(value)} Liter`;
  if (name === 'weight')
    return value >= 1000 ? `${number.format(Math.round(value / 100) / 10)} kg` : `${number.format(value)} g`;
  const [one, many] = units[name] ?? ['cm', 'cm'];
  return `${number.format(value)} ${value === 1 ? one : many}`;
}

/** The label of a measure in a table of specifications; null for facts that are words, which stay out of the German table. */
export function germanMeasureLabel(name: string): string | null {
  return labels[name] ?? null;
}

/** Units by the name of an attribute; everything not listed here is in centimetres. */
const units: Readonly<Record<string, string>> = {
  capacity: 'l',
  weight: 'g',
  power: 'watts',
  battery: 'hours',
  burn: 'hours',
  pieces: 'pieces',
  cards: 'cards',
  pages: 'pages',
  shelves: 'shelves',
  ribs: 'ribs',
  vents: 'vents',
  keys: 'keys',
  panels: 'panels',
  wagons: 'wagons',
  gauge: 'gauge',
  megapixels: 'megapixels',
  line: 'metres',
  column: 'mm',
  volume: 'ml',
  head: 'cm²',
  bottles: '',
};

const labels: Readonly<Record<string, string>> = {
  blade: 'Blade',
  burn: 'Burning time',
  battery: 'Battery life',
  column: 'Water column',
  head: 'Head size',
  line: 'Line',
  power: 'Power',
  megapixels: 'Resolution',
  entrance: 'Entrance hole',
  sole: 'Sole',
  shaft: 'Shaft height',
  cuff: 'Cuff',
};

/** Whether an attribute counts things, so that it must be a whole number. */
export function isWhole(name: string): boolean {
  return !['capacity', 'sole', 'heel', 'height', 'entrance', 'length', 'width', 'depth', 'diameter'].includes(name);
}

/** Rounds a measure the way a label would: 0.05 l, 10 g, half centimetres below 20. */
export function roundMeasure(name: string, value: number): number {
  if (name === 'capacity') return value < 1 ? Math.round(value * 20) / 20 : Math.round(value * 10) / 10;
  if (name === 'weight') return value < 100 ? Math.round(value) : Math.round(value / 10) * 10;
  if (name === 'column') return Math.round(value / 1000) * 1000;
  if (name === 'volume' || name === 'battery' || name === 'head') return Math.round(value / 5) * 5;
  if (name === 'pages' || name === 'pieces') return value > 90 ? Math.round(value / 8) * 8 : Math.round(value);
  if (isWhole(name)) return Math.round(value);
  if (value < 4) return Math.round(value * 10) / 10;
  return value < 20 ? Math.round(value * 2) / 2 : Math.round(value);
}

/** A measure as it is read aloud: `1.2 litres`, `350 ml`, `24 cm`, `1.1 kg`. */
export function sayMeasure(name: string, value: number): string {
  const unit = units[name] ?? 'cm';
  if (unit === 'l')
    return value < 1 ? `${Math.round(value * 1000)} ml` : `${value} ${value === 1 ? 'litre' : 'litres'}`;
  if (unit === 'g') return value >= 1000 ? `${Math.round(value / 100) / 10} kg` : `${value} g`;
  if (unit === '') return String(value);
  if (unit === 'mm') return `${value.toLocaleString('en-GB')} mm`;
  if (value === 1 && unit.endsWith('s')) return `1 ${unit.slice(0, -1)}`;
  return `${value} ${unit}`;
}

/** The label of an attribute in a table of specifications. */
export function measureLabel(name: string): string {
  return labels[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

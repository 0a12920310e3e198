import { colorWords } from './colors.ts';
import { materialTexts } from './materials.ts';

const others: Readonly<Record<string, string>> = {
  size: 'Größe',
  color: 'Farbe',
  modern: 'modern',
  rustic: 'rustikal',
  classic: 'klassisch',
  playful: 'verspielt',
  nordic: 'nordisch',
  industrial: 'industriell',
  winter: 'Winter',
  spring: 'Frühling',
  summer: 'Sommer',
  autumn: 'Herbst',
  recycled: 'recycelt',
};

/** What the demo shop keeps as plain text with its products (options, colours, materials, styles), in German. */
export const germanWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(materialTexts).map(([word, { name }]) => [word, name])),
  ...colorWords,
  ...others,
};

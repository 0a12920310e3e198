import { colorWords } from './colors.ts';
import { kindOf } from '../kinds/index.ts';
import { homeTexts } from './home-texts.ts';
import type { KindText } from './kind-texts.ts';
import { leisureTexts } from './leisure-texts.ts';
import { materialTexts } from './materials.ts';
import { wearTexts } from './wear-texts.ts';

/** What people say for short; the whole names come from the texts of the kinds. */
const shortWords = [
  'bag Tasche, ball Ball, bar Stück, basket Korb, bear Bär, birdhouse Vogelhaus, blanket Decke, blocks Bauklötze, board Brett, boot Stiefel',
  'boots Stiefel, bottle Flasche, bowl Schale, box Dose, brush Bürste, camera Kamera, can Kanne, candle Kerze, chair Stuhl, clock Uhr, coat Mantel',
  'cover Bezug, cushion Kissen, cutlery Besteck, cutting-board Schneidebrett, dispenser Spender, engine Lok, feeder Futterhaus, flask Thermosflasche',
  'gloves Handschuhe, hat Mütze, headphones Kopfhörer, helmet Helm, holder Etui, house Haus, jacket Jacke, jar Vorratsdose, jug Krug, jumper Pullover',
  'kettle Kessel, keyboard Tastatur, kite Drachen, knife Messer, lamp Lampe, lantern Laterne, loafer Loafer, loafers Loafer, mat Matte, mirror Spiegel',
  'mug Becher, notebook Notizbuch, pan Pfanne, pen Stift, pendant Pendelleuchte, perfume Parfüm, planter Kübel, plate Teller, pot Topf, purse Portemonnaie',
  'puzzle Puzzle, racket Schläger, radio Radio, rug Teppich, sandal Sandale, sandals Sandalen, scarf Schal, shelf Regal, shirt Hemd, sneaker Sneaker',
  'sneakers Sneaker, soap Seife, sofa Sofa, speaker Lautsprecher, stool Hocker, sweater Pullover, table Tisch, teapot Teekanne, teddy Teddy, tent Zelt',
  'throw Decke, toaster Toaster, tote Shopper, towel Handtuch, train Zug, trowel Kelle, tumbler Becher, umbrella Schirm, vase Vase, wallet Geldbörse',
];

const kinds: Readonly<Record<string, KindText>> = { ...homeTexts, ...wearTexts, ...leisureTexts };

function nounWords(): [string, string][] {
  const short = shortWords.flatMap((line) => line.split(', ').map((pair): [string, string] => split(pair)));
  const whole = Object.entries(kinds).flatMap(([kind, { nouns }]) =>
    kindOf(kind).nouns.map((noun, at): [string, string] => [noun, nouns[at]?.word ?? noun]),
  );
  return [...short, ...whole];
}

function split(pair: string): [string, string] {
  const at = pair.indexOf(' ');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

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

/** What the demo shop keeps as plain text with its products (options, colours, materials, styles, kinds of things), in German. */
export const germanWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(nounWords()),
  ...Object.fromEntries(
    Object.entries(materialTexts).flatMap(([word, { name }]) => [
      [word, name],
      // As an address writes it, where the word has a hyphen of its own.
      [word.replaceAll(' ', '-'), name],
    ]),
  ),
  ...colorWords,
  ...others,
};

import type { DrawKind } from '../look.ts';
import { outerwearDrawings } from './outerwear.ts';
import { knitwearDrawings } from './knitwear.ts';
import { furnitureDrawings } from './furniture.ts';
import { kitchenDrawings } from './kitchen.ts';
import { lightingDrawings } from './lighting.ts';
import { gardenDrawings } from './garden.ts';
import { sportDrawings } from './sport.ts';
import { toyDrawings } from './toys.ts';
import { stationeryDrawings } from './stationery.ts';
import { shoeAndBagDrawings } from './shoes-and-bags.ts';
import { tablewareDrawings } from './tableware.ts';
import { techAndBathDrawings } from './tech-and-bath.ts';
import { textileDrawings } from './textiles.ts';

/** How each kind is drawn, by the name of the kind. */
export const drawings: Readonly<Record<string, DrawKind>> = {
  ...kitchenDrawings,
  ...tablewareDrawings,
  ...lightingDrawings,
  ...furnitureDrawings,
  ...textileDrawings,
  ...shoeAndBagDrawings,
  ...outerwearDrawings,
  ...knitwearDrawings,
  ...gardenDrawings,
  ...sportDrawings,
  ...toyDrawings,
  ...stationeryDrawings,
  ...techAndBathDrawings,
};

/** The drawing of a kind; throws when there is none. */
export function drawingOf(kind: string): DrawKind {
  const found = drawings[kind];
  if (found === undefined) throw new Error(`no drawing "${kind}"; known: ${Object.keys(drawings).join(', ')}`);
  return found;
}

import type { DrawKind } from '../look.ts';
import { clothingDrawings } from './clothing.ts';
import { furnitureDrawings } from './furniture.ts';
import { kitchenDrawings } from './kitchen.ts';
import { lightingDrawings } from './lighting.ts';
import { outdoorDrawings } from './outdoors.ts';
import { playAndPaperDrawings } from './play-and-paper.ts';
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
  ...clothingDrawings,
  ...outdoorDrawings,
  ...playAndPaperDrawings,
  ...techAndBathDrawings,
};

/** The drawing of a kind; throws when there is none. */
export function drawingOf(kind: string): DrawKind {
  const found = drawings[kind];
  if (found === undefined) throw new Error(`no drawing "${kind}"; known: ${Object.keys(drawings).join(', ')}`);
  return found;
}

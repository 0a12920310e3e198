import { clothingKinds } from './clothing.ts';
import { furnitureKinds } from './furniture.ts';
import type { Kind } from './kind.ts';
import { kitchenKinds } from './kitchen.ts';
import { lightingKinds } from './lighting.ts';
import { outdoorKinds } from './outdoors.ts';
import { playAndPaperKinds } from './play-and-paper.ts';
import { shoeAndBagKinds } from './shoes-and-bags.ts';
import { tablewareKinds } from './tableware.ts';
import { techAndBathKinds } from './tech-and-bath.ts';
import { textileKinds } from './textiles.ts';

export type { Kind } from './kind.ts';

/** Every kind of product that the demo shop sells; each has a drawing of the same name. */
export const kinds: readonly Kind[] = [
  ...kitchenKinds,
  ...tablewareKinds,
  ...lightingKinds,
  ...furnitureKinds,
  ...textileKinds,
  ...shoeAndBagKinds,
  ...clothingKinds,
  ...outdoorKinds,
  ...playAndPaperKinds,
  ...techAndBathKinds,
];

const byName = new Map(kinds.map((kind) => [kind.kind, kind]));

/** The kind of that name; throws when there is none, which is a mistake of the caller. */
export function kindOf(name: string): Kind {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`no kind "${name}"; known: ${[...byName.keys()].join(', ')}`);
  return found;
}

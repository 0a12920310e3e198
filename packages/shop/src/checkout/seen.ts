import type { CartLine } from '../cart/cart-reads.store.ts';

/** What changed between what a buyer was shown and what holds now. Money in minor units; null = not in the basket, or not sold. */
export type SeenChange =
  | { readonly kind: 'price'; readonly skuId: string; readonly fromMinor: number; readonly toMinor: number }
  | { readonly kind: 'quantity'; readonly skuId: string; readonly from: number; readonly to: number }
  | { readonly kind: 'added' | 'removed'; readonly skuId: string }
  | { readonly kind: 'delivery'; readonly fromMinor: number; readonly toMinor: number };

interface Shown {
  readonly lines: readonly Pick<CartLine, 'skuId' | 'quantity' | 'unitPriceMinor'>[];
  readonly deliveryMinor: number;
}

/** What a buyer is shown, in one word for a hidden field: it costs the visitor nothing to change it, and gains them nothing. */
export function writeSeen({ lines, deliveryMinor }: Shown): string {
  const parts = lines.map((line) => `${line.skuId}~${line.quantity}~${line.unitPriceMinor ?? ''}`).toSorted();
  return `${parts.join('_')}!${deliveryMinor}`;
}

function readSeen(seen: string): {
  lines: Map<string, { quantity: number; priceMinor: number }>;
  deliveryMinor: number;
} {
  const [lines = '', delivery = ''] = seen.slice(0, 20_000).split('!');
  const read = lines.split('_').map((part) => part.split('~'));
  return {
    lines: new Map(
      read.flatMap(([skuId, quantity, price]) =>
        skuId ? [[skuId, { quantity: Number(quantity), priceMinor: Number(price) }] as const] : [],
      ),
    ),
    deliveryMinor: Number(delivery),
  };
}

/** Everything that is other now than the buyer was shown; empty when nothing is. */
export function changesSince(seen: string, now: Shown): SeenChange[] {
  if (seen === writeSeen(now)) return [];
  const before = readSeen(seen);
  const changes: SeenChange[] = now.lines.flatMap((line): SeenChange[] => {
    const shown = before.lines.get(line.skuId);
    if (shown === undefined) return [{ kind: 'added', skuId: line.skuId }];
    return [
      ...(shown.quantity === line.quantity
        ? []
        : [{ kind: 'quantity' as const, skuId: line.skuId, from: shown.quantity, to: line.quantity }]),
      ...(line.unitPriceMinor === null || shown.priceMinor === line.unitPriceMinor
        ? []
        : [{ kind: 'price' as const, skuId: line.skuId, fromMinor: shown.priceMinor, toMinor: line.unitPriceMinor }]),
    ];
  });
  const held = new Set(now.lines.map((line) => line.skuId));
  for (const skuId of before.lines.keys()) if (!held.has(skuId)) changes.push({ kind: 'removed', skuId });
  if (before.deliveryMinor !== now.deliveryMinor)
    changes.push({ kind: 'delivery', fromMinor: before.deliveryMinor, toMinor: now.deliveryMinor });
  return changes;
}

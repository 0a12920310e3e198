import { isPriced } from '../../design/present-card.ts';
import type { PageText } from '../../language/index.ts';
import type { ProductPage, ProductSku } from '../../services.ts';
import type { BuyPlace } from './cause-inputs.tsx';

/** One SKU for the script that follows the radio buttons. */
interface KindView {
  id: string;
  options: Readonly<Record<string, string>>;
  price: string;
  old: string | null;
  presence: string;
  tone: 'in' | 'few' | 'none';
  max: number;
}

/** The form on a product's page. */
export interface BuyView {
  productId: string;
  skuId: string | null;
  slug: string;
  groups: readonly { name: string; values: readonly { value: string; chosen: boolean; out: boolean }[] }[];
  kinds: readonly KindView[];
  available: boolean;
  /** Nobody has set a price yet: it is shown, and nobody can buy it. */
  unpriced: boolean;
  max: number;
  place: BuyPlace;
  formKey: string;
}

const canBeBought = (sku: ProductSku): boolean => sku.available && isPriced(sku.priceMinor);

function kindView(sku: ProductSku, currency: string, { t, money }: PageText): KindView {
  const words = t.product;
  const few = sku.stock === 1 ? words.inStockLast : words.inStockLeft(sku.stock);
  const old =
    sku.compareAtMinor !== null && sku.compareAtMinor > sku.priceMinor ? money(sku.compareAtMinor, currency) : null;
  return {
    id: sku.id,
    options: sku.options,
    price: isPriced(sku.priceMinor) ? money(sku.priceMinor, currency) : words.noPrice,
    old,
    presence: !sku.available ? words.soldOut : sku.stock > 5 ? words.inStock : few,
    tone: !canBeBought(sku) ? 'none' : sku.stock > 5 ? 'in' : 'few',
    max: Math.max(1, Math.min(999, sku.stock)),
  };
}

/** What the form needs: every kind with its price and presence, and the values of each option. */
export function presentBuy(
  product: ProductPage,
  chosen: ProductSku | undefined,
  { text, place, formKey }: { text: PageText; place: BuyPlace; formKey: string },
): BuyView {
  const names = product.skus.length < 2 ? [] : [...new Set(product.skus.flatMap((sku) => Object.keys(sku.options)))];
  return {
    productId: product.id,
    skuId: chosen?.id ?? null,
    slug: product.slug,
    groups: names.map((name) => ({
      name,
      values: [...new Set(product.skus.flatMap((sku) => sku.options[name] ?? []))].map((value) => ({
        value,
        chosen: chosen?.options[name] === value,
        out: !product.skus.some((sku) => sku.options[name] === value && canBeBought(sku)),
      })),
    })),
    kinds: product.skus.map((sku) => kindView(sku, product.currency, text)),
    available: product.skus.some(canBeBought),
    unpriced: !product.skus.some((sku) => isPriced(sku.priceMinor)),
    max: Math.max(1, Math.min(999, chosen?.stock ?? 1)),
    place,
    formKey,
  };
}

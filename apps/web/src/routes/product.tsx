import '../design/styles/pages/product.css';
import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { HeartButton } from '../design/components/heart-button.tsx';
import { Gallery } from '../design/components/gallery.tsx';
import { SpecTable } from '../design/components/spec-table.tsx';
import { BuyForm } from '../features/buy/buy-form.tsx';
import { ledBy } from '../features/buy/led-by.ts';
import { presentBuy } from '../features/buy/present-buy.ts';
import { readCause } from '../features/buy/read-cause.ts';
import { movedOrMissing } from '../features/listing/load-listing.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { DeliveryPromise, deliverySentences } from '../features/product/delivery-promise.tsx';
import { chooseSku, presentProduct } from '../features/product/present-product.ts';
import { productFacts } from '../features/product/product-facts.ts';
import { ProductReviews } from '../features/product/product-reviews.tsx';
import { ProductSummary } from '../features/product/product-summary.tsx';
import { pageText, usePage } from '../language/index.ts';
import { askRecommender } from '../surfaces/ask-recommender.ts';
import { loadCards } from '../surfaces/build-view.ts';
import { BuyRow } from '../surfaces/buying/buy-row.tsx';
import { loadBuyRow } from '../surfaces/buying/load-buy-row.ts';
import { buildSimilar } from '../surfaces/pdp-similar/build-similar.ts';
import { Similar } from '../surfaces/pdp-similar/similar.tsx';
import { buildRecentlyViewed } from '../surfaces/recently-viewed/build-recently-viewed.ts';
import { RecentlyViewed } from '../surfaces/recently-viewed/recently-viewed.tsx';

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const product = await services.shop.getProductBySlug(params['slug'] ?? '');
  if (!product) return movedOrMissing(services, 'product', { slug: params['slug'] ?? '', request });
  const [similar, recent, together, wishes, ways, led] = await Promise.all([
    askRecommender(services, { surface: 'pdp-similar', k: 12, itemId: product.id }),
    askRecommender(services, { surface: 'recently-viewed', k: 13 }),
    loadBuyRow(services, { surface: 'bought-together', itemIds: [product.id], name: product.name }),
    services.account.wishes.list(),
    services.buy.checkout.ways(),
    ledBy(services, request, product.id),
  ]);
  const [cards, related] = await Promise.all([
    loadCards(services, [similar, recent]),
    similar ? [] : services.shop.relatedByRule(product.id, 12),
  ]);
  const text = pageText(services.locale);
  const address = { origin: services.origin, locale: services.locale, path: `/products/${product.slug}` };
  const query = new URL(request.url).searchParams;
  const sku = query.get('sku');
  return {
    product: presentProduct(product, sku, text),
    buy: presentBuy(product, chooseSku(product.skus, sku), {
      text,
      place: readCause(query) ?? led ?? { surface: 'pdp' },
      formKey: services.buy.newKey(),
    }),
    delivery: deliverySentences(ways, product.currency, text),
    together,
    wished: wishes.includes(product.id),
    similar: buildSimilar(similar, { product, cards, related, text }),
    recent: buildRecentlyViewed(recent, { cards, text, exclude: product.id }),
    facts: productFacts(product, address),
    address,
  };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { product, address, facts } = loaderData;
  const { t } = pageText(address.locale);
  return pageMeta({
    title: t.product.tab(product.card.name, product.card.brand),
    description: product.description[0] ?? product.card.name,
    address,
    kind: 'product',
    image: product.images[0] ? new URL(product.images[0].url, address.origin).href : undefined,
    facts,
  });
}

export default function Product() {
  const { t } = usePage();
  const { product, buy, delivery, together, wished, similar, recent } = useLoaderData<typeof loader>();
  return (
    <>
      <article data-page="product" data-item-id={product.card.id} data-sku={product.sku ?? undefined}>
        <div className="wrap">
          <Breadcrumbs trail={product.trail} />
          <div className="product">
            <Gallery images={product.images} name={product.card.name} tint={product.card.tint} />
            <ProductSummary
              product={product}
              heart={<HeartButton productId={product.card.id} wished={wished} back={`/products/${buy.slug}`} />}
            >
              <BuyForm buy={buy} />
              <DeliveryPromise sentences={delivery} />
            </ProductSummary>
          </div>
        </div>
      </article>
      <BuyRow view={together} back={`/products/${buy.slug}`} />
      <Similar view={similar} />
      <div className={product.reviewCount > 0 ? 'section wrap two two-narrow' : 'section wrap two'}>
        {product.specs.length > 0 ? (
          <section aria-labelledby="in-figures">
            <h2 className="section-title" id="in-figures">
              {t.product.figures}
            </h2>
            <SpecTable specs={product.specs} />
          </section>
        ) : null}
        <ProductReviews product={product} />
      </div>
      <RecentlyViewed view={recent} />
    </>
  );
}

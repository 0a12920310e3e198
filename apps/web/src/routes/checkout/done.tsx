import '../../design/styles/pages/buying.css';
import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { ButtonLink } from '../../design/components/button.tsx';
import { LineTile } from '../../features/buy/cart-line.tsx';
import { Costs } from '../../features/buy/costs.tsx';
import { loadOrder } from '../../features/buy/load-order.ts';
import { OrderLines } from '../../features/buy/order-lines.tsx';
import { cardsOf } from '../../features/buy/present-cart.ts';
import { presentOrder } from '../../features/buy/present-order.ts';
import { neverKept } from '../../features/frame/never-kept.ts';
import { pageText, usePage } from '../../language/index.ts';
import { BuyRow } from '../../surfaces/buying/buy-row.tsx';
import { loadBuyRow } from '../../surfaces/buying/load-buy-row.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const order = await loadOrder(services, request, params['number']);
  const itemIds = [...new Set(order.lines.map(({ productId }) => productId))];
  const [cards, row] = await Promise.all([
    cardsOf(services.shop, order.lines),
    loadBuyRow(services, { surface: 'cart', itemIds }),
  ]);
  return {
    order: presentOrder(order, cards, pageText(services.locale)),
    row,
    isGuest: services.buy.isGuest,
    locale: services.locale,
  };
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { t } = pageText(loaderData.locale);
  return [{ title: t.orders.orderTab(loaderData.order.number) }, { name: 'robots', content: 'noindex' }];
}

export default function Done() {
  const { order, row, isGuest } = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  return (
    <>
      <div className="wrap page-top" data-page="done" data-order={order.number}>
        <section className="thanks" aria-labelledby="thanks">
          <div className="thanks-tiles" aria-hidden="true">
            {order.lines.slice(0, 5).map((line) => (
              <LineTile key={line.skuId} line={line} />
            ))}
          </div>
          <h1 id="thanks">{t.checkout.doneTitle}</h1>
          <p className="thanks-why">
            {order.waitsForPayment ? t.checkout.doneUnpaid(order.number) : t.checkout.doneWhy(order.number)}{' '}
            {order.email && !order.waitsForPayment ? t.checkout.doneMail(order.email) : null}
          </p>
          {order.delivery ? (
            <p className="thanks-days">
              {t.checkout.arrives} <strong>{t.checkout.days(order.delivery.minDays, order.delivery.maxDays)}</strong>
            </p>
          ) : null}
          <p className="thanks-act">
            <ButtonLink href={to(`/orders/${order.number}${order.waitsForPayment ? '/pay' : ''}`)}>
              {order.waitsForPayment ? t.orders.pay : t.checkout.doneOrder}
            </ButtonLink>
            <ButtonLink kind="quiet" href={to('/')}>
              {t.cart.shopOn}
            </ButtonLink>
          </p>
          {isGuest ? <p className="step-small">{t.checkout.doneKeep}</p> : null}
        </section>
        <div className="till">
          <OrderLines lines={order.lines} />
          <Costs costs={order.costs} title={t.cart.costs} />
        </div>
      </div>
      <BuyRow view={row} back="/cart" />
    </>
  );
}

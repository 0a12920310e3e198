import '../../design/styles/pages/buying.css';
import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { ButtonLink } from '../../design/components/button.tsx';
import { EmptyState } from '../../design/components/empty-state.tsx';
import { LineTile } from '../../features/buy/cart-line.tsx';
import { readOrderTokens } from '../../features/buy/order-tokens.ts';
import { cardsOf } from '../../features/buy/present-cart.ts';
import type { OrderPageView } from '../../features/buy/present-order.ts';
import { presentOrder } from '../../features/buy/present-order.ts';
import { neverKept } from '../../features/frame/never-kept.ts';
import { pageText, usePage } from '../../language/index.ts';
import { BuyRow } from '../../surfaces/buying/buy-row.tsx';
import { loadBuyRow } from '../../surfaces/buying/load-buy-row.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const orders = await services.buy.orders.list(readOrderTokens(request));
  const [cards, again] = await Promise.all([
    cardsOf(
      services.shop,
      orders.flatMap(({ lines }) => lines),
    ),
    loadBuyRow(services, { surface: 'buy-again', itemIds: [] }),
  ]);
  return {
    orders: orders.map((order) => presentOrder(order, cards, text)),
    again,
    isGuest: services.buy.isGuest,
    locale: services.locale,
  };
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.orders.tab }, { name: 'robots', content: 'noindex' }];
}

export default function Orders() {
  const { orders, again, isGuest } = useLoaderData<typeof loader>();
  const { t } = usePage();
  return (
    <>
      <div className="wrap page-top" data-page="orders">
        {orders.length === 0 ? (
          <NoOrders isGuest={isGuest} />
        ) : (
          <>
            <header className="page-head">
              <h1>{t.orders.title}</h1>
            </header>
            <ul className="orders">
              {orders.map((order) => (
                <OrderCard key={order.number} order={order} />
              ))}
            </ul>
          </>
        )}
      </div>
      <BuyRow view={again} back="/orders" />
    </>
  );
}

function NoOrders({ isGuest }: { isGuest: boolean }) {
  const { t, to } = usePage();
  return (
    <EmptyState title={t.orders.emptyTitle} level="h1">
      <p>{isGuest ? t.orders.emptyGuest : t.orders.empty}</p>
      <ButtonLink href={to('/')}>{t.cart.look}</ButtonLink>
      {isGuest ? (
        <a className="link" href={to('/account/sign-in?back=/orders')}>
          {t.orders.signIn}
        </a>
      ) : null}
    </EmptyState>
  );
}

function OrderCard({ order }: { order: OrderPageView }) {
  const { t, to } = usePage();
  return (
    <li className="order-card">
      <div className="order-tiles" aria-hidden="true">
        {order.lines.slice(0, 4).map((line) => (
          <LineTile key={line.skuId} line={line} />
        ))}
      </div>
      <div className="order-words">
        <h2>
          <a href={to(`/orders/${order.number}`)}>{t.orders.order(order.number)}</a>
        </h2>
        <p className="order-note">
          {order.placed} · {t.orders.things(order.count)}
        </p>
      </div>
      <p className={`order-status order-${order.status}`}>{t.orders.status[order.status]}</p>
      <p className="order-total tabular">{order.total}</p>
    </li>
  );
}

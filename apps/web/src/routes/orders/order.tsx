import '../../design/styles/pages/buying.css';
import '../../features/buy/print-order.css';
import '../../features/buy/saved-addresses.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { redirect, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button, ButtonLink } from '../../design/components/button.tsx';
import { Costs } from '../../features/buy/costs.tsx';
import { loadOrder } from '../../features/buy/load-order.ts';
import { OrderLines, Timeline } from '../../features/buy/order-lines.tsx';
import { cardsOf } from '../../features/buy/present-cart.ts';
import type { OrderPageView } from '../../features/buy/present-order.ts';
import { presentOrder } from '../../features/buy/present-order.ts';
import { flash } from '../../features/flash/index.ts';
import { neverKept } from '../../features/frame/never-kept.ts';
import { pageText, usePage } from '../../language/index.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const order = await loadOrder(services, request, params['number']);
  const cards = await cardsOf(services.shop, order.lines);
  return { order: presentOrder(order, cards, pageText(services.locale)), locale: services.locale };
}

export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const services = context.get(servicesContext);
  const { t, to } = pageText(services.locale);
  const order = await loadOrder(services, request, params['number']);
  const answer = (path: string, message: Parameters<typeof flash>[0]) =>
    redirect(to(path), { status: 303, headers: { 'Set-Cookie': flash(message) } });
  const intent = (await request.formData()).get('intent');
  if (intent === 'cancel') {
    const done = await services.buy.orders.cancel(order.id);
    const text = done ? t.orders.cancelled : t.orders.cannotCancel;
    return answer(`/orders/${order.number}`, { tone: done ? 'done' : 'error', text });
  }
  if (intent !== 'again') return redirect(to(`/orders/${order.number}`), 303);
  const { added, missing } = await services.buy.orders.buyAgain(order);
  if (added === 0) return answer(`/orders/${order.number}`, { tone: 'error', text: t.orders.againNone });
  return answer('/cart', missing === 0 ? t.orders.againDone(added) : t.orders.againSome(added, missing));
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { t } = pageText(loaderData.locale);
  return [
    { title: t.orders.orderTab(loaderData.order.number) },
    { name: 'robots', content: 'noindex' },
    { name: 'referrer', content: 'same-origin' },
  ];
}

export default function OrderPage() {
  const { order } = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  return (
    <div className="wrap page-top" data-page="order" id="order">
      <header className="page-head">
        <h1>{t.orders.order(order.number)}</h1>
        <p className="order-note">{order.placed}</p>
      </header>
      <div className="till">
        <div>
          <section className="panel" aria-labelledby="history">
            <h2 id="history" className="panel-title">
              {t.orders.history}
            </h2>
            <Timeline moments={order.moments} />
            {order.next ? <p className="order-note">{order.next}</p> : null}
          </section>
          <h2 className="panel-title order-goods">{t.orders.goods}</h2>
          <OrderLines lines={order.lines} />
          <p className="order-back">
            <a className="link" href={to('/orders')}>
              {t.orders.backToAll}
            </a>
          </p>
          <Button kind="quiet" small type="button" className="print-it" data-print hidden>
            {t.orders.print}
          </Button>
        </div>
        <Costs costs={order.costs} title={t.cart.costs}>
          <OrderActions order={order} />
          <OrderFacts order={order} />
        </Costs>
      </div>
    </div>
  );
}

function OrderActions({ order }: { order: OrderPageView }) {
  const { t, to } = usePage();
  const path = to(`/orders/${order.number}`);
  return (
    <div className="order-actions">
      {order.waitsForPayment ? (
        <>
          <ButtonLink href={`${path}/pay`} className="costs-act">
            {t.orders.pay}
          </ButtonLink>
          <details className="sure">
            <summary className="link">{t.orders.cancel}</summary>
            <form method="post" action={path}>
              <p>{t.orders.cancelSure}</p>
              <input type="hidden" name="intent" value="cancel" />
              <Button kind="danger" small>
                {t.orders.cancel}
              </Button>
            </form>
          </details>
        </>
      ) : (
        <form method="post" action={path}>
          <input type="hidden" name="intent" value="again" />
          <Button kind="quiet" className="costs-act">
            {t.orders.again}
          </Button>
        </form>
      )}
    </div>
  );
}

function OrderFacts({ order }: { order: OrderPageView }) {
  const { t } = usePage();
  return (
    <dl className="order-facts">
      {order.address.length > 0 ? (
        <div>
          <dt>{t.orders.goesTo}</dt>
          {order.address.map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ) : null}
      {order.delivery ? (
        <div>
          <dt>{t.orders.delivery}</dt>
          <dd>
            {order.delivery.name}, {t.checkout.days(order.delivery.minDays, order.delivery.maxDays)}
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t.orders.payment}</dt>
        {order.payments.map(({ id, status, amount }) => (
          <dd key={id} className="tabular">
            {amount}, {t.orders.payments[status] ?? status}
          </dd>
        ))}
      </div>
    </dl>
  );
}

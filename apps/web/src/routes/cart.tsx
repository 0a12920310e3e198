import '../design/styles/pages/buying.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { redirect, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Button, ButtonLink } from '../design/components/button.tsx';
import { EmptyState } from '../design/components/empty-state.tsx';
import { CartLine } from '../features/buy/cart-line.tsx';
import { changeCart } from '../features/buy/change-cart.ts';
import { Costs } from '../features/buy/costs.tsx';
import type { CartView } from '../features/buy/present-cart.ts';
import { cardsOf, presentCart } from '../features/buy/present-cart.ts';
import { neverKept } from '../features/frame/never-kept.ts';
import { pageText, usePage } from '../language/index.ts';
import { loadBuyRow } from '../surfaces/buying/load-buy-row.ts';
import { BuyRow } from '../surfaces/buying/buy-row.tsx';

export async function loader({ context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const cart = await services.buy.cart.get();
  const [cards, row] = await Promise.all([
    cardsOf(services.shop, cart.lines),
    loadBuyRow(services, { surface: 'cart', itemIds: cart.lines.map(({ productId }) => productId) }),
  ]);
  const view = presentCart(cart, cards, text);
  // The new price has now been shown: from here on it is the one the buyer knows.
  if (cart.lines.some(({ notice }) => notice?.kind === 'price_changed')) await services.buy.cart.acceptPrices();
  return { cart: view, row, locale: services.locale };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const services = context.get(servicesContext);
  const { to, cookie } = await changeCart(services, await request.formData());
  return redirect(pageText(services.locale).to(to), { status: 303, headers: cookie ? { 'Set-Cookie': cookie } : {} });
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.cart.tab }, { name: 'robots', content: 'noindex' }];
}

export default function CartPage() {
  const { cart, row } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="wrap page-top" id="cart" data-page="cart">
        {cart.lines.length === 0 ? <EmptyCart /> : <FullCart cart={cart} />}
      </div>
      <BuyRow view={row} back="/cart" />
    </>
  );
}

function EmptyCart() {
  const { t, to } = usePage();
  return (
    <EmptyState title={t.cart.emptyTitle} level="h1">
      <p>{t.cart.empty}</p>
      <ButtonLink href={to('/')}>{t.cart.look}</ButtonLink>
    </EmptyState>
  );
}

function FullCart({ cart }: { cart: CartView }) {
  const { t, to } = usePage();
  return (
    <>
      <header className="page-head">
        <h1>{t.cart.title}</h1>
        <p className="tabular">{t.cart.things(cart.count)}</p>
      </header>
      <div className="till">
        <div>
          <ul className="lines">
            {cart.lines.map((line) => (
              <CartLine key={line.skuId} line={line} />
            ))}
          </ul>
          <form method="post" action={to('/cart')} className="lines-clear" data-swap="#cart">
            <input type="hidden" name="intent" value="clear" />
            <Button kind="plain" small>
              {t.cart.clear}
            </Button>
          </form>
        </div>
        <Costs costs={cart.costs} title={t.cart.costs} from>
          {cart.orderable ? (
            <ButtonLink href={to('/checkout')} className="costs-act">
              {t.cart.checkout}
            </ButtonLink>
          ) : (
            <p className="costs-stop">{t.cart.notYet}</p>
          )}
          <a className="link costs-on" href={to('/')}>
            {t.cart.shopOn}
          </a>
        </Costs>
      </div>
    </>
  );
}

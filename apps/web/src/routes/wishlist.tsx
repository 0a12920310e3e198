import '../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { redirect, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Button, ButtonLink } from '../design/components/button.tsx';
import { EmptyState } from '../design/components/empty-state.tsx';
import { ProductCard } from '../design/components/product-card.tsx';
import { presentCard } from '../design/present-card.ts';
import { AccountFrame } from '../features/account/account-frame.tsx';
import { flash } from '../features/flash/index.ts';
import { neverKept } from '../features/frame/never-kept.ts';
import { pageText, usePage } from '../language/index.ts';
import { safeBack } from '../features/back/safe-back.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const cards = await services.shop.getProductCards(await services.account.wishes.list());
  return {
    cards: cards.map((card) => presentCard(card, text)),
    isGuest: services.account.own === null,
    locale: services.locale,
  };
}

/**
 * A heart was pressed: `product` goes on the list, `remove` (or `product` with `intent=remove`) off it. Back to where it was pressed, so that it works
 * without a script; with one the page's own parts are swapped in.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const services = context.get(servicesContext);
  const { t, to } = pageText(services.locale);
  const form = await request.formData();
  const gone = form.get('remove') ?? (form.get('intent') === 'remove' ? form.get('product') : null);
  const back = safeBack(form.get('back') ?? '/wishlist');
  const answer = (said: Parameters<typeof flash>[0]) =>
    redirect(to(back), { status: 303, headers: { 'Set-Cookie': flash(said) } });
  if (gone !== null) {
    await services.account.wishes.remove(String(gone));
    return answer(t.account.wishGone);
  }
  const added = await services.account.wishes.add(String(form.get('product') ?? ''));
  return answer(added ? t.account.wishAdded : { tone: 'error', text: t.account.wishFailed });
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.wishTab }, { name: 'robots', content: 'noindex' }];
}

function Wishes() {
  const { cards } = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  if (cards.length === 0)
    return (
      <EmptyState title={t.account.wishNone}>
        <p>{t.account.wishNoneLine}</p>
        <ButtonLink href={to('/')}>{t.account.wishLook}</ButtonLink>
      </EmptyState>
    );
  return (
    <>
      <p className="section-why">{t.account.wishLine(cards.length)}</p>
      <ul className="wishes">
        {cards.map((card) => (
          <li key={card.id}>
            <ProductCard card={card} row="wishes" level="h2" heart={false} />
            <form method="post" action={to('/wishlist')} data-swap="#wishes">
              <input type="hidden" name="product" value={card.id} />
              <Button kind="plain" small name="intent" value="remove" aria-label={`${t.account.remove}: ${card.name}`}>
                {t.account.remove}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}

export default function Wishlist() {
  const { isGuest } = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  if (!isGuest)
    return (
      <AccountFrame part="wishlist" title={t.account.wishTitle}>
        <div id="wishes">
          <Wishes />
        </div>
      </AccountFrame>
    );
  return (
    <div className="wrap wishes-page">
      <h1 className="account-title">{t.account.wishTitle}</h1>
      <p className="account-line">
        <a className="link" href={to('/account/sign-in?back=/wishlist')}>
          {t.account.wishGuest}
        </a>
      </p>
      <div id="wishes">
        <Wishes />
      </div>
    </div>
  );
}

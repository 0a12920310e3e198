import '../../design/styles/pages/buying.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, redirect, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { CheckoutFrame } from '../../features/buy/checkout-frame.tsx';
import { leaveCheckout } from '../../features/buy/leave-checkout.ts';
import { loadCheckout } from '../../features/buy/load-checkout.ts';
import { keepOrderToken } from '../../features/buy/order-tokens.ts';
import { changeWords } from '../../features/buy/present-checkout.ts';
import { neverKept } from '../../features/frame/never-kept.ts';
import { pageText, usePage } from '../../language/index.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  return { view: await loadCheckout(services, 'review', request), locale: services.locale };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const form = await request.formData();
  const made = await services.buy.checkout.confirm({
    checkoutId: String(form.get('checkout') ?? ''),
    seen: String(form.get('seen') ?? ''),
  });
  if (made.ok) {
    const { orderNumber, token } = made.value;
    const headers = token === null ? undefined : { 'Set-Cookie': keepOrderToken(request, token) };
    return redirect(text.to(`/orders/${orderNumber}/pay`), { status: 303, ...(headers ? { headers } : {}) });
  }
  const { error } = made;
  if (error.code === 'checkout.incomplete') throw redirect(text.to(`/checkout/${error.step}`), 303);
  if (error.code === 'checkout.empty') throw leaveCheckout(services, request);
  if (error.code !== 'checkout.changed') throw redirect(text.to('/cart'), 303);
  const now = await services.buy.checkout.get();
  return data({ changes: changeWords(error.changes, now?.cart ?? null, text) }, { status: 409 });
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.checkout.tab }, { name: 'robots', content: 'noindex' }];
}

export default function ReviewStep() {
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const provider = view.paymentProvider ?? '';
  return (
    <CheckoutFrame checkout={view} step="review" title={t.checkout.reviewTitle}>
      {answer?.changes ? <Changes changes={answer.changes} /> : null}
      <dl className="review">
        <Part step="address" name={t.checkout.contact} lines={[view.email ?? '']} />
        <Part step="address" name={t.checkout.to} lines={view.address ?? []} />
        <Part
          step="delivery"
          name={t.checkout.by}
          lines={view.delivery ? [`${view.delivery.name}, ${view.delivery.days}`, view.delivery.price] : []}
        />
        <Part step="payment" name={t.checkout.pays} lines={[t.checkout.providers[provider] ?? provider]} />
      </dl>
      <form method="post" action={to('/checkout/review')} className="form">
        <input type="hidden" name="checkout" value={view.id} />
        <input type="hidden" name="seen" value={view.seen} />
        <Button className="step-on step-order">{t.checkout.next.review}</Button>
        <p className="step-small">{t.checkout.legal}</p>
      </form>
    </CheckoutFrame>
  );
}

function Changes({ changes }: { changes: readonly string[] }) {
  const { t } = usePage();
  return (
    <div className="notice faults" role="alert">
      <div>
        <p className="faults-title">{t.checkout.changedTitle}</p>
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <p>{t.checkout.changedOn}</p>
      </div>
    </div>
  );
}

function Part({ step, name, lines }: { step: string; name: string; lines: readonly string[] }) {
  const { t, to } = usePage();
  return (
    <div className="review-part">
      <dt>{name}</dt>
      <dd>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </dd>
      <dd>
        <a className="link" href={to(`/checkout/${step}`)}>
          {t.checkout.change}
          <span className="hidden-text">: {name}</span>
        </a>
      </dd>
    </div>
  );
}

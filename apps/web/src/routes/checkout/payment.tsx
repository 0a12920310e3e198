import '../../design/styles/pages/buying.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { CheckoutFrame } from '../../features/buy/checkout-frame.tsx';
import { Choices } from '../../features/buy/choices.tsx';
import { leaveCheckout } from '../../features/buy/leave-checkout.ts';
import { afterStep, loadCheckout } from '../../features/buy/load-checkout.ts';
import { neverKept } from '../../features/frame/never-kept.ts';
import { pageText, usePage } from '../../language/index.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  return {
    view: await loadCheckout(services, 'payment', request),
    providers: services.buy.checkout.providers,
    locale: services.locale,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const { t } = pageText(services.locale);
  const set = await services.buy.checkout.setPayment(String((await request.formData()).get('payment') ?? ''));
  if (set.ok) return afterStep(services, 'payment');
  if (set.error.code === 'checkout.empty') throw leaveCheckout(services, request);
  return data({ error: t.checkout.choose }, { status: 422 });
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.checkout.tab }, { name: 'robots', content: 'noindex' }];
}

export default function PaymentStep() {
  const { view, providers } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  return (
    <CheckoutFrame checkout={view} step="payment" title={t.checkout.paymentTitle}>
      <form method="post" action={to('/checkout/payment')} className="form">
        <Choices
          name="payment"
          legend={t.checkout.paymentTitle}
          chosen={view.paymentProvider ?? providers[0] ?? null}
          error={answer?.error}
          choices={providers.map((code) => ({
            value: code,
            name: t.checkout.providers[code] ?? code,
            notes: [t.checkout.providerHints[code] ?? ''].filter((note) => note !== ''),
            side: view.costs.total,
          }))}
        />
        <Button className="step-on">{t.checkout.next.payment}</Button>
      </form>
    </CheckoutFrame>
  );
}

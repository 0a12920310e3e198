import '../../design/styles/pages/buying.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, redirect, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { Field } from '../../design/components/field.tsx';
import { typedIn } from '../../features/buy/load-checkout.ts';
import { loadOrder } from '../../features/buy/load-order.ts';
import { cardFaultWords } from '../../features/buy/present-checkout.ts';
import { neverKept } from '../../features/frame/never-kept.ts';
import { pageText, usePage } from '../../language/index.ts';

const cardFields = ['card_number', 'expiry', 'cvc'] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const { to, money } = pageText(services.locale);
  const order = await loadOrder(services, request, params['number']);
  const due = await services.buy.orders.payment(order.id);
  if (due === null) throw redirect(to(`/orders/${order.number}`), 303);
  return {
    number: order.number,
    stage: due.stage,
    amount: money(due.amountMinor, due.currency),
    locale: services.locale,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const order = await loadOrder(services, request, params['number']);
  const form = await request.formData();
  const typed = typedIn(form, cardFields);
  const paid = await attempt(services.buy.orders, order.id, { intent: form.get('intent'), typed });
  if (!paid.ok) {
    const { error } = paid;
    if (error.code === 'payments.not_due') return redirect(text.to(`/orders/${order.number}`), 303);
    const failed = error.code === 'payments.provider_unavailable';
    // The number is not given back: what was typed into a till stays nowhere.
    return data(
      {
        message: failed ? text.t.checkout.unavailable : null,
        errors: error.code === 'payments.invalid' ? cardFaultWords(error.faults, text) : {},
        expiry: typed['expiry'],
      },
      { status: failed ? 503 : 422 },
    );
  }
  const { value } = paid;
  if (value.state === 'paid') return redirect(text.to(`/checkout/done/${order.number}`), 303);
  if (value.state === 'waiting' && form.get('intent') !== 'check')
    return redirect(text.to(`/orders/${order.number}/pay`), 303);
  const message = value.state === 'declined' ? text.t.checkout.declined : text.t.checkout.stillWaiting;
  return data({ message, errors: {}, expiry: '' }, { status: value.state === 'declined' ? 402 : 200 });
}

type Orders = Parameters<typeof loadOrder>[0]['buy']['orders'];

function attempt(
  orders: Orders,
  orderId: string,
  { intent, typed }: { intent: unknown; typed: Record<string, string> },
): ReturnType<Orders['pay']> {
  if (intent === 'yes' || intent === 'no') return orders.confirmPayment(orderId, intent);
  return intent === 'check' ? orders.checkPayment(orderId) : orders.pay(orderId, typed);
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.checkout.tab }, { name: 'robots', content: 'noindex' }];
}

export default function Pay() {
  const { number, stage, amount } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const path = to(`/orders/${number}`);
  return (
    <div className="wrap page-top pay" data-page="pay" id="pay">
      <h1>{t.checkout.payTitle(amount)}</h1>
      <p className="pay-order">{t.checkout.payOrder(number)}</p>
      {answer?.message ? (
        <p className="notice notice-error" role="alert">
          {answer.message}
        </p>
      ) : null}
      {stage === 'form' ? (
        <CardForm path={`${path}/pay`} amount={amount} errors={answer?.errors ?? {}} expiry={answer?.expiry ?? ''} />
      ) : null}
      {stage === 'confirm' ? (
        <Question path={`${path}/pay`} title={t.checkout.confirmTitle} why={t.checkout.confirmWhy(amount)}>
          <Button name="intent" value="yes">
            {t.checkout.confirmYes}
          </Button>
          <Button kind="quiet" name="intent" value="no">
            {t.checkout.confirmNo}
          </Button>
        </Question>
      ) : null}
      {stage === 'wait' ? (
        <Question path={`${path}/pay`} title={t.checkout.waitTitle} why={t.checkout.waitWhy}>
          <Button name="intent" value="check">
            {t.checkout.waitAsk}
          </Button>
        </Question>
      ) : null}
      <p className="pay-later">
        <a className="link" href={path}>
          {t.checkout.payLater}
        </a>
      </p>
    </div>
  );
}

function Question({
  path,
  title,
  why,
  children,
}: {
  path: string;
  title: string;
  why: string;
  children: React.ReactNode;
}) {
  return (
    <form method="post" action={path} className="panel pay-question">
      <h2 className="panel-title">{title}</h2>
      <p>{why}</p>
      <div className="pay-answers">{children}</div>
    </form>
  );
}

function CardForm({
  path,
  amount,
  errors,
  expiry,
}: {
  path: string;
  amount: string;
  errors: Readonly<Record<string, string>>;
  expiry: string;
}) {
  const { t } = usePage();
  const digits = { inputMode: 'numeric', autoComplete: 'off' } as const;
  return (
    <div className="pay-two">
      <form method="post" action={path} noValidate className="panel form">
        <Field
          name="card_number"
          label={t.checkout.cardNumber}
          error={errors['card_number']}
          maxLength={24}
          {...digits}
        />
        <div className="form-two">
          <Field
            name="expiry"
            label={t.checkout.expiry}
            hint={t.checkout.expiryHint}
            error={errors['expiry']}
            defaultValue={expiry}
            maxLength={7}
            autoComplete="off"
          />
          <Field
            name="cvc"
            label={t.checkout.cvc}
            hint={t.checkout.cvcHint}
            error={errors['cvc']}
            maxLength={4}
            {...digits}
          />
        </div>
        <Button>{t.checkout.payNow(amount)}</Button>
      </form>
      <aside className="pay-test" aria-labelledby="test-cards">
        <h2 id="test-cards">{t.checkout.testTitle}</h2>
        <p>{t.checkout.testWhy}</p>
        <dl>
          {t.checkout.testCards.map(([card, what]) => (
            <div key={card}>
              <dt className="tabular">{card}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </aside>
    </div>
  );
}

import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { ConsentForm } from '../design/components/consent-form.tsx';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText, usePage } from '../language/index.ts';

export function loader({ context }: LoaderFunctionArgs) {
  const { origin, locale, visitor } = context.get(servicesContext);
  return { address: { origin, locale, path: '/privacy' }, consent: visitor.consent };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { address } = loaderData;
  const { privacy } = pageText(address.locale).t;
  return pageMeta({ title: privacy.tab, description: privacy.description, address });
}

export default function Privacy() {
  const { consent } = useLoaderData<typeof loader>();
  const { privacy } = usePage().t;
  return (
    <div className="wrap">
      <article className="prose prose-page">
        <h1>{privacy.title}</h1>
        <p>{privacy.intro}</p>
        <h2>{privacy.answersTitle}</h2>
        <p>
          <strong>{privacy.nothing}</strong> {privacy.nothingMeans} <strong>{privacy.visit}</strong>{' '}
          {privacy.visitMeans} <strong>{privacy.next}</strong> {privacy.nextMeans}
        </p>
        <h2 id="choose">{privacy.chooseTitle}</h2>
        <div className="privacy-choice">
          <ConsentForm path="/privacy#choose" current={consent} />
        </div>
        <h2>{privacy.cookiesTitle}</h2>
        <p>{privacy.cookies}</p>
      </article>
    </div>
  );
}

import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { servicesContext } from '../context.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText, usePage } from '../language/index.ts';

export function loader({ context }: LoaderFunctionArgs) {
  const { origin, locale } = context.get(servicesContext);
  return { address: { origin, locale, path: '/about' } };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { address } = loaderData;
  const { about } = pageText(address.locale).t;
  return pageMeta({ title: about.tab, description: about.description, address });
}

export default function About() {
  const { about } = usePage().t;
  return (
    <div className="wrap">
      <article className="prose prose-page">
        <h1>{about.title}</h1>
        <p>{about.intro}</p>
        <h2>{about.whyTitle}</h2>
        <p>{about.why}</p>
        <h2>{about.goodsTitle}</h2>
        <p>{about.goods}</p>
      </article>
    </div>
  );
}

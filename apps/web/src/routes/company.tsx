import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { companyPages, isCompanyPath } from '../features/company/company-pages.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText, usePage } from '../language/index.ts';

export function loader({ request, context }: LoaderFunctionArgs) {
  const { origin, locale } = context.get(servicesContext);
  const path = new URL(request.url).pathname.replace(/\/$/, '');
  if (!isCompanyPath(path)) throw data(null, { status: 404 });
  return { page: companyPages[path], address: { origin, locale, path } };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { page, address } = loaderData;
  const { tab, description } = pageText(address.locale).t.company[page];
  return pageMeta({ title: tab, description, address });
}

/** Imprint, terms, delivery and returns, contact: a title and a few paragraphs each. */
export default function Company() {
  const { page } = useLoaderData<typeof loader>();
  const { title, parts } = usePage().t.company[page];
  return (
    <div className="wrap">
      <article className="prose prose-page">
        <h1>{title}</h1>
        {Object.entries(parts).map(([name, words]) => (
          <p key={name}>{words}</p>
        ))}
      </article>
    </div>
  );
}

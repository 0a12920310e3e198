import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { redirect } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return { locale: context.get(servicesContext).locale };
}

/** A button and not the link itself: what opens every link of a mail, such as a scanner, must not answer for a person. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const { newsletter, locale } = context.get(servicesContext);
  const { t } = pageText(locale);
  const token = params['token'] ?? '';
  const ends = (await request.formData()).get('intent') === 'end';
  const done = ends ? await newsletter.end(token) : await newsletter.confirm(token);
  const said = ends ? t.newsletter.ended : t.newsletter.confirmed;
  const headers = { 'Set-Cookie': flash(done ? said : { tone: 'error', text: t.newsletter.dead }) };
  return redirect('/', { status: 303, headers });
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.newsletter.tab }, { name: 'robots', content: 'noindex' }];
}

export default function NewsletterLink() {
  const { newsletter } = usePage().t;
  return (
    <div className="wrap">
      <form method="post" className="state">
        <h1>{newsletter.linkTitle}</h1>
        <p>{newsletter.linkLine}</p>
        <Button name="intent" value="confirm">
          {newsletter.confirm}
        </Button>
        <Button kind="plain" name="intent" value="end">
          {newsletter.end}
        </Button>
      </form>
    </div>
  );
}

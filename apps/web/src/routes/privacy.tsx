import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { ConsentForm } from '../design/components/consent-form.tsx';
import { pageMeta } from '../features/meta/page-meta.ts';

export function loader({ context }: LoaderFunctionArgs) {
  const { origin, visitor } = context.get(servicesContext);
  return { canonical: `${origin}/privacy`, consent: visitor.consent };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  return pageMeta({
    title: 'Privacy · Vitrine',
    description: 'What we remember about a visit, what we never keep, and how to change it.',
    canonical: loaderData?.canonical ?? '/privacy',
  });
}

export default function Privacy() {
  const { consent } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <article className="prose pt-14">
        <h1 className="text-[length:var(--size-5)]">What we remember</h1>
        <p>
          To choose what to show, we note which products were opened, which were really visible on the screen and which
          were clicked, together with a random number that stands for your browser. No name, no address of your
          computer, nothing from other sites, and nobody else gets it.
        </p>
        <h2>Three answers</h2>
        <p>
          <strong>Nothing:</strong> pages look the same as for everyone, and no visit is recorded.{' '}
          <strong>This visit:</strong> picks follow what you look at until you close the browser.{' '}
          <strong>Next visits too:</strong> we know the browser again for half a year. Until you answer it is “This
          visit”. If your browser sends “do not track” or “global privacy control”, our pages send no notes at all.
        </p>
        <h2 id="choose">Your answer</h2>
        <div className="privacy-choice">
          <ConsentForm path="/privacy#choose" current={consent} />
        </div>
        <h2>Cookies</h2>
        <p>
          One for the random number, one for your answer above, one for day or dusk if you chose it, and one when you
          sign in. None of them can be read by a script.
        </p>
      </article>
    </div>
  );
}

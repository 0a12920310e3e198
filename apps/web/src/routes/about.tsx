import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { servicesContext } from '../context.ts';
import { pageMeta } from '../features/meta/page-meta.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return { canonical: `${context.get(servicesContext).origin}/about` };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  return pageMeta({
    title: 'About · Vitrine',
    description: 'What Vitrine is: a shop window that learns what to show, and says why.',
    canonical: loaderData?.canonical ?? '/about',
  });
}

export default function About() {
  return (
    <div className="wrap">
      <article className="prose pt-14">
        <h1 className="text-[length:var(--size-5)]">A window that learns</h1>
        <p>
          A vitrine is the glass front of a shop: the place where somebody decides, every evening, what to set out. Ours
          decides by looking. What people open, how things go together, what you came back to: that is what moves a
          kettle to the front.
        </p>
        <h2>Why is this here?</h2>
        <p>
          Each row says in a sentence why it is there, and each pick can say why it is in it. The sentence is made from
          the same numbers that chose the thing. When we do not know you, we say so and show what most people like.
        </p>
        <h2>The goods</h2>
        <p>
          The demo shop is made up: the brands, the products and their drawings were made for it, and nothing can be
          delivered. The software is real and free; a shop with real goods can be opened on it.
        </p>
      </article>
    </div>
  );
}

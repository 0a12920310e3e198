import { ConsentForm } from './consent-form.tsx';

/** Asked once, in a corner, last in the order of the keyboard; nothing is blocked while it waits. */
export function ConsentBanner({ path }: { path: string }) {
  return (
    <section className="consent" aria-labelledby="consent-title">
      <h2 id="consent-title">What may we remember?</h2>
      <p>
        For now this visit only, so that picks follow what you look at. You choose how it goes on.{' '}
        <a className="link" href="/privacy">
          What we keep
        </a>
      </p>
      <ConsentForm path={path} />
    </section>
  );
}

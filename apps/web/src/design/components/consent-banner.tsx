import { ConsentForm } from './consent-form.tsx';

/** Asked once, in a slim bar along the bottom, last in the order of the keyboard; nothing is blocked while it waits. */
export function ConsentBanner({ path }: { path: string }) {
  return (
    <section className="consent" aria-labelledby="consent-title">
      <div className="wrap consent-inner">
        <p>
          <strong id="consent-title">What may we remember?</strong>{' '}
          <span className="consent-more">For now this visit, so that picks follow what you look at.</span>{' '}
          <a className="link" href="/privacy">
            What we keep
          </a>
        </p>
        <ConsentForm path={path} />
      </div>
    </section>
  );
}

import { usePage } from '../../language/index.ts';
import { ConsentForm } from './consent-form.tsx';

/** Asked once, in a slim bar along the bottom, last in the order of the keyboard; nothing is blocked while it waits. */
export function ConsentBanner({ path }: { path: string }) {
  const { t, to } = usePage();
  return (
    <section className="consent" aria-labelledby="consent-title">
      <div className="wrap consent-inner">
        <p>
          <strong id="consent-title">{t.frame.consentTitle}</strong>{' '}
          <span className="consent-more">{t.frame.consentNow}</span>{' '}
          <a className="link" href={to('/privacy')}>
            {t.frame.consentMore}
          </a>
        </p>
        <ConsentForm path={path} />
      </div>
    </section>
  );
}

import type { Flash } from '../../features/flash/index.ts';
import { usePage } from '../../language/index.ts';
import { CloseIcon } from './icons.tsx';

/** Where messages appear: always there, so that a screen reader hears what is put into it. */
export function Toasts({ flash }: { flash: Flash | null }) {
  const { t } = usePage();
  return (
    <div
      id="toasts"
      className="toasts"
      role="status"
      aria-live="polite"
      data-failed={t.frame.failed}
      data-retry={t.frame.retry}
    >
      {flash ? <Toast flash={flash} /> : null}
    </div>
  );
}

/** One message. It goes by itself (`enhance/toasts.ts`); without JavaScript it is gone on the next page. */
function Toast({ flash }: { flash: Flash }) {
  const { t, to } = usePage();
  return (
    <div className={`toast toast-${flash.tone}`}>
      <p>
        {flash.text}
        {flash.link ? (
          <>
            {' '}
            <a className="link" href={to(flash.link.href)}>
              {flash.link.label}
            </a>
          </>
        ) : null}
      </p>
      <button type="button" className="toast-close js-only" aria-label={t.frame.dismiss}>
        <CloseIcon />
      </button>
    </div>
  );
}

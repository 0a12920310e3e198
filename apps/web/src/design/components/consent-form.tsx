import { usePage } from '../../language/index.ts';
import type { Consent } from '../../services.ts';

const CHOICES = [
  { value: 'none', word: 'consentNone' },
  { value: 'functional', word: 'consentFunctional' },
  { value: 'full', word: 'consentFull' },
] as const;

/** The three answers weigh the same: same size, same colour, one click each. */
export function ConsentForm({ path, current }: { path: string; current?: Consent }) {
  const { t, to } = usePage();
  return (
    <form method="post" action={to('/preferences')}>
      <input type="hidden" name="back" value={to(path)} />
      {CHOICES.map(({ value, word }) => (
        <button
          key={value}
          className="button button-quiet"
          name="consent"
          value={value}
          {...(current ? { 'aria-pressed': value === current } : {})}
        >
          {t.frame[word]}
        </button>
      ))}
    </form>
  );
}

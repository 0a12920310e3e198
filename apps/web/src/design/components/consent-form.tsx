import type { Consent } from '../../services.ts';

const CHOICES: readonly { value: Consent; label: string }[] = [
  { value: 'none', label: 'Nothing' },
  { value: 'functional', label: 'This visit' },
  { value: 'full', label: 'Next visits too' },
];

/** The three answers weigh the same: same size, same colour, one click each. */
export function ConsentForm({ path, current }: { path: string; current?: Consent }) {
  return (
    <form method="post" action="/preferences">
      <input type="hidden" name="back" value={path} />
      {CHOICES.map(({ value, label }) => (
        <button
          key={value}
          className="button button-quiet"
          name="consent"
          value={value}
          {...(current ? { 'aria-pressed': value === current } : {})}
        >
          {label}
        </button>
      ))}
    </form>
  );
}

import { usePage } from '../../language/index.ts';

export interface PasswordFieldProps {
  name: string;
  label: string;
  /** `current-password` or `new-password`, for password keepers. */
  autoComplete: 'current-password' | 'new-password';
  error?: string | undefined;
  hint?: string | undefined;
}

/** A password; what was typed never comes back. The button that shows it appears where a script can work it. */
export function PasswordField({ name, label, autoComplete, error, hint }: PasswordFieldProps) {
  const { t } = usePage();
  const notes = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={name} className="field-label">
        {label}
      </label>
      <span className="field-frame">
        <input
          id={name}
          name={name}
          type="password"
          autoComplete={autoComplete}
          required
          maxLength={256}
          className="field-input field-password"
          {...(notes === '' ? {} : { 'aria-describedby': notes })}
          {...(error ? { 'aria-invalid': true } : {})}
        />
        <button
          type="button"
          className="field-show"
          hidden
          aria-controls={name}
          aria-pressed="false"
          data-show-password={name}
          data-show={t.account.show}
          data-hide={t.account.hide}
        >
          {t.account.show}
        </button>
      </span>
      {hint ? (
        <p className="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

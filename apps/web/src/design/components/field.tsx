import type { ComponentProps, ReactNode } from 'react';

interface Described {
  label: string;
  /** Name in the form; also makes the ids. */
  name: string;
  /** What is wrong, in words that say what to do; the field is then marked invalid and what was typed stays. */
  error?: string | undefined;
  /** A sentence under the field. */
  hint?: string | undefined;
  /** Said after the label when the field may stay empty. */
  optional?: string | undefined;
}

export interface FieldProps extends Described, Omit<ComponentProps<'input'>, 'name'> {
  /** Stands after the input inside its frame, e.g. a currency. */
  after?: ReactNode;
}

/** One labelled input with its hint and its error tied to it. `id` makes it unique when a name stands twice on a page. */
export function Field({ label, name, error, hint, optional, after, id = name, className = '', ...rest }: FieldProps) {
  return (
    <div className={`field ${className}`.trim()}>
      <Label id={id} label={label} optional={optional} />
      <span className="field-frame">
        <input {...rest} {...tied({ id, error, hint })} id={id} name={name} className="field-input" />
        {after ? <span className="field-after">{after}</span> : null}
      </span>
      <Notes id={id} error={error} hint={hint} />
    </div>
  );
}

/** Several lines of text. */
export function TextField({
  label,
  name,
  error,
  hint,
  optional,
  id = name,
  ...rest
}: Described & Omit<ComponentProps<'textarea'>, 'name'>) {
  return (
    <div className="field">
      <Label id={id} label={label} optional={optional} />
      <textarea rows={5} {...rest} {...tied({ id, error, hint })} id={id} name={name} className="field-input" />
      <Notes id={id} error={error} hint={hint} />
    </div>
  );
}

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

/** One of several, in the device's own list. */
export function Select({
  label,
  name,
  error,
  hint,
  optional,
  choices,
  hideLabel = false,
  id = name,
  ...rest
}: Described & Omit<ComponentProps<'select'>, 'name'> & { choices: readonly Choice[]; hideLabel?: boolean }) {
  return (
    <div className="field">
      <Label id={id} label={label} optional={optional} hidden={hideLabel} />
      <select {...rest} {...tied({ id, error, hint })} id={id} name={name} className="field-input field-select">
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
      <Notes id={id} error={error} hint={hint} />
    </div>
  );
}

/** A box to tick, or with `type="radio"` one of several; the whole line is its label. */
export function Check({
  label,
  count,
  type = 'checkbox',
  ...rest
}: Omit<ComponentProps<'input'>, 'children'> & { label: ReactNode; count?: string | undefined }) {
  return (
    <label className="check">
      <input type={type} {...rest} />
      <span>{label}</span>
      {count === undefined ? null : <small>{count}</small>}
    </label>
  );
}

function Label({
  id,
  label,
  optional,
  hidden = false,
}: {
  id: string;
  label: string;
  optional?: string | undefined;
  hidden?: boolean;
}) {
  return (
    <label htmlFor={id} className={hidden ? 'hidden-text' : 'field-label'}>
      {label}
      {optional ? <span className="field-optional"> {optional}</span> : null}
    </label>
  );
}

function Notes({ id, error, hint }: { id: string; error?: string | undefined; hint?: string | undefined }) {
  return (
    <>
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </>
  );
}

function tied({ id, error, hint }: { id: string; error?: string | undefined; hint?: string | undefined }) {
  const notes = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    ...(notes === '' ? {} : { 'aria-describedby': notes }),
    ...(error ? { 'aria-invalid': true as const } : {}),
  };
}

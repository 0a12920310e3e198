import type { ComponentProps, ReactNode } from 'react';

type Kind = 'primary' | 'quiet' | 'danger' | 'plain';

const CLASSES: Readonly<Record<Kind, string>> = {
  primary: 'button',
  quiet: 'button button-quiet',
  danger: 'button button-danger',
  plain: 'button button-plain',
};

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` for the one action of a form, `quiet` for others, `danger` for what cannot be taken back. */
  kind?: Kind;
  small?: boolean;
  children: ReactNode;
}

/** A button. It submits its form unless `type="button"` says otherwise. */
export function Button({ kind = 'primary', small = false, className = '', ...rest }: ButtonProps) {
  return <button {...rest} className={`${classOf(kind, small)} ${className}`.trim()} />;
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({
  kind = 'primary',
  small = false,
  className = '',
  children,
  ...rest
}: ComponentProps<'a'> & { kind?: Kind; small?: boolean }) {
  return (
    <a {...rest} className={`${classOf(kind, small)} ${className}`.trim()}>
      {children}
    </a>
  );
}

const classOf = (kind: Kind, small: boolean) => (small ? `${CLASSES[kind]} button-small` : CLASSES[kind]);

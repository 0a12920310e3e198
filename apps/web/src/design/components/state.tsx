import type { ReactNode } from 'react';

function LampOut() {
  return (
    <svg viewBox="0 0 280 200" aria-hidden="true">
      <ellipse cx="140" cy="182" rx="96" ry="7" fill="var(--line)" />
      <path d="M140 0v62" stroke="var(--line-strong)" strokeWidth="3" />
      <path d="M92 112a48 48 0 0 1 96 0z" fill="var(--muted)" opacity="0.55" />
      <path d="M92 112a48 48 0 0 1 48-48v48z" fill="var(--muted)" opacity="0.35" />
      <circle cx="140" cy="117" r="11" fill="var(--well)" stroke="var(--line-strong)" strokeWidth="2" />
      <path d="M135 118l3-4 3 5 4-5" fill="none" stroke="var(--line-strong)" strokeWidth="1.6" />
      <path d="M120 182v-22a8 8 0 0 1 8-8h24a8 8 0 0 1 8 8v22z" fill="var(--tile)" />
      <path d="M120 182v-22a8 8 0 0 1 8-8h8v30z" fill="var(--line)" />
    </svg>
  );
}

export function EmptyShelf() {
  return (
    <svg viewBox="0 0 280 200" aria-hidden="true">
      <path d="M50 22h180v160H50z" fill="var(--well)" />
      <path d="M50 22h180v160H50z" fill="none" stroke="var(--line-strong)" strokeWidth="4" />
      <path d="M50 74h180M50 128h180" stroke="var(--line-strong)" strokeWidth="5" />
      <path d="M54 79h172v9H54zM54 133h172v7H54zM54 26h172v8H54z" fill="var(--line)" opacity="0.6" />
      <path d="M86 71l4-19h16l4 19z" fill="var(--lamp)" opacity="0.85" />
      <path d="M98 52c0-10 8-14 14-14-1 8-6 14-14 14zM98 52c0-8-6-12-12-12 1 7 5 12 12 12z" fill="var(--leaf)" />
      <ellipse cx="140" cy="188" rx="104" ry="5" fill="var(--line)" />
    </svg>
  );
}

export interface StateProps {
  drawing: 'lamp' | 'shelf';
  title: string;
  children: ReactNode;
  /** The way on. */
  action: { href: string; label: string };
  /** A second way, when trying again makes sense. */
  other?: { href: string; label: string };
}

/** A page or place with nothing to show: a small drawing, what happened, and a way on. */
export function State({ drawing, title, children, action, other }: StateProps) {
  return (
    <div className="state">
      {drawing === 'lamp' ? <LampOut /> : <EmptyShelf />}
      <h1>{title}</h1>
      <p>{children}</p>
      <a className="button" href={action.href}>
        {action.label}
      </a>
      {other ? (
        <a className="link" href={other.href}>
          {other.label}
        </a>
      ) : null}
    </div>
  );
}

import { CloseIcon } from './icons.tsx';

/** A small way to somewhere near. */
export function Chip({ href, label, count, swap }: { href: string; label: string; count?: string; swap?: string }) {
  return (
    <a className="chip" href={href} data-swap={swap}>
      {label}
      {count === undefined ? null : <span className="chip-count tabular">{count}</span>}
    </a>
  );
}

/** Something chosen that one click takes away; `remove` says so to those who only hear it. */
export function RemovableChip({
  href,
  label,
  remove,
  swap,
}: {
  href: string;
  label: string;
  remove: string;
  swap?: string;
}) {
  return (
    <a className="chip chip-chosen" href={href} rel="nofollow" aria-label={remove} data-swap={swap}>
      {label}
      <CloseIcon />
    </a>
  );
}

import { CloseIcon } from './icons.tsx';

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

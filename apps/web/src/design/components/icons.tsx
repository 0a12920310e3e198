import type { ReactNode, SVGProps } from 'react';

type IconProps = SVGProps<SVGSVGElement>;

function Stroke({ children, className, ...rest }: IconProps & { children: ReactNode }) {
  return (
    <svg viewBox="0 0 20 20" className={className ? `icon ${className}` : 'icon'} aria-hidden="true" {...rest}>
      {children}
    </svg>
  );
}

export function ArrowLeftIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M16 10H4.5M9 5l-5 5 5 5" />
    </Stroke>
  );
}

export function ArrowRightIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M4 10h11.5M11 5l5 5-5 5" />
    </Stroke>
  );
}

export function TurnIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M4 7l6 6 6-6" />
    </Stroke>
  );
}

export function DayIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <circle cx="10" cy="10" r="3.6" />
      <path d="M10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4" />
    </Stroke>
  );
}

export function DuskIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M16.6 12.2A7 7 0 0 1 7.8 3.4a7 7 0 1 0 8.8 8.8z" />
    </Stroke>
  );
}

export function DeviceIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <rect x="2.5" y="3.5" width="15" height="10" rx="1.6" />
      <path d="M7 17h6M10 13.5V17" />
    </Stroke>
  );
}

export function CloseIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M5 5l10 10M15 5L5 15" />
    </Stroke>
  );
}

export function SearchIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <circle cx="9" cy="9" r="5.6" />
      <path d="M13.2 13.2L17.5 17.5" />
    </Stroke>
  );
}

export function CartIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M3.5 7.5h13l-1.2 9h-10.6z" />
      <path d="M7 7.5V6a3 3 0 0 1 6 0v1.5" />
    </Stroke>
  );
}

export function PersonIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <circle cx="10" cy="6.6" r="3.3" />
      <path d="M3.6 17.2c.6-3.6 3.2-5.2 6.4-5.2s5.8 1.6 6.4 5.2" />
    </Stroke>
  );
}

export function HeartIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M10 16.6C5.2 13.3 2.8 10.6 2.8 7.6a3.7 3.7 0 0 1 7.2-1.2 3.7 3.7 0 0 1 7.2 1.2c0 3-2.4 5.7-7.2 9z" />
    </Stroke>
  );
}

export function FilterIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M3 5.5h14M5.5 10h9M8 14.5h4" />
    </Stroke>
  );
}

export function ZoomIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <circle cx="9" cy="9" r="5.6" />
      <path d="M13.2 13.2L17.5 17.5M9 6.6v4.8M6.6 9h4.8" />
    </Stroke>
  );
}

export function CheckIcon(props: IconProps) {
  return (
    <Stroke {...props}>
      <path d="M4 10.5l4 4 8-9" />
    </Stroke>
  );
}

/** The mark: an arched shop window at dusk with the lamp on. */
export function Logo() {
  return (
    <svg viewBox="0 0 28 34" width="28" height="34" aria-hidden="true">
      <path d="M2 33V14a12 12 0 0 1 24 0v19z" fill="oklch(0.3 0.04 265)" />
      <path d="M5 30V14a9 9 0 0 1 18 0v16z" fill="oklch(0.86 0.11 76)" />
      <path d="M14 5.2V11" stroke="oklch(0.3 0.04 265)" strokeWidth="1.4" />
      <path d="M9.6 15.4a4.4 4.4 0 0 1 8.8 0z" fill="oklch(0.3 0.04 265)" />
      <path d="M10.6 15.4h6.8L21.5 27h-15z" fill="oklch(0.97 0.06 90)" />
      <path d="M11 27v-4.2a3 3 0 0 1 6 0V27z" fill="oklch(0.6 0.15 45)" />
      <path d="M5 27h18v3H5z" fill="oklch(0.5 0.07 55)" />
      <path d="M0.5 33h27" stroke="oklch(0.5 0.07 55)" strokeWidth="2" />
    </svg>
  );
}

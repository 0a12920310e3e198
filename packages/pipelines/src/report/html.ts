/** Text made safe for HTML content and quoted attributes. Everything in a report that is not its own markup passes through here. */
export function escapeHtml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
      // Control characters are not allowed in HTML at all, not even as references.
      .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '\uFFFD')
  );
}

/** A figure with a fixed number of decimals, with a true minus sign; an en dash where there is none. */
export function figure(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined || !Number.isFinite(value)
    ? '–'
    : value.toFixed(decimals).replace('-', '−');
}

/** A whole number with thin spaces between thousands. */
export function whole(value: number): string {
  return Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

/** Bytes in the unit a person would use. */
export function bytes(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  if (sizeBytes < 1_000_000) return `${figure(sizeBytes / 1000, 1)} kB`;
  return sizeBytes < 1e9 ? `${figure(sizeBytes / 1e6, 1)} MB` : `${figure(sizeBytes / 1e9, 2)} GB`;
}

/** Seconds in the unit a person would use. */
export function seconds(duration: number): string {
  if (duration < 1) return `${Math.round(duration * 1000)} ms`;
  return duration < 120 ? `${figure(duration, 1)} s` : `${figure(duration / 60, 1)} min`;
}

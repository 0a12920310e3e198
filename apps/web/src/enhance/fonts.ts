/**
 * Asks for the letters once the first picture is painted: the frame links them switched off on a newcomer's first page.
 * Two frames after everything else has come, so that no paint waits for them.
 */
export function startFonts(): void {
  const link = document.querySelector<HTMLLinkElement>('link[data-letters]');
  if (!link) return;
  const ask = () => requestAnimationFrame(() => requestAnimationFrame(() => link.removeAttribute('disabled')));
  if (document.readyState === 'complete') ask();
  else window.addEventListener('load', ask, { once: true });
}

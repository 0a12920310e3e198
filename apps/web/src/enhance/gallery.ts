const started = new WeakSet<Element>();

/** A product's pictures: a swipe turns them, and the closer look opens at the one that is shown. */
export function start(root: ParentNode): void {
  for (const gallery of root.querySelectorAll<HTMLElement>('[data-gallery]')) {
    if (started.has(gallery)) continue;
    started.add(gallery);
    swipe(gallery);
    closerLook(gallery);
  }
}

const thumbsOf = (gallery: Element) => [...gallery.querySelectorAll<HTMLInputElement>('.thumb input')];
const shownIn = (gallery: Element) =>
  Math.max(
    0,
    thumbsOf(gallery).findIndex((thumb) => thumb.checked),
  );

const FAR_PX = 40;

function swipe(gallery: HTMLElement): void {
  const main = gallery.querySelector<HTMLElement>('.gallery-main');
  let from: { x: number; y: number } | null = null;
  main?.addEventListener(
    'touchstart',
    ({ touches: [touch] }) => {
      from = touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    { passive: true },
  );
  main?.addEventListener('touchend', ({ changedTouches: [touch] }) => {
    if (!from || !touch) return;
    const [across, down] = [touch.clientX - from.x, touch.clientY - from.y];
    if (Math.abs(across) < FAR_PX || Math.abs(down) > Math.abs(across)) return;
    const thumbs = thumbsOf(gallery);
    const next = thumbs[shownIn(gallery) + (across < 0 ? 1 : -1)];
    if (next) next.checked = true;
  });
}

function closerLook(gallery: HTMLElement): void {
  const dialog = gallery.querySelector<HTMLDialogElement>('dialog');
  const strip = dialog?.querySelector<HTMLElement>('.zoom-strip');
  if (!dialog || !strip) return;
  const turn = (pages: number) => strip.scrollBy({ left: pages * strip.clientWidth, behavior: 'smooth' });
  gallery.querySelector('.gallery-main')?.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLImageElement) dialog.showModal();
  });
  dialog.addEventListener('toggle', () => {
    if (!dialog.open) return;
    strip.scrollTo({ left: shownIn(gallery) * strip.clientWidth, behavior: 'instant' });
    strip.focus();
  });
  dialog.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    turn(step);
  });
  dialog.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-turn]') : null;
    if (button) turn(Number(button.dataset['turn']));
  });
}

const started = new WeakSet<Element>();

/** A row's arrows turn it by a page, and its count says which part of it is seen. */
export function start(root: ParentNode): void {
  for (const row of root.querySelectorAll<HTMLElement>('[data-row]')) {
    if (started.has(row)) continue;
    started.add(row);
    startRow(row);
  }
}

function startRow(row: HTMLElement): void {
  const strip = row.querySelector<HTMLElement>('.row-strip');
  const pager = row.querySelector<HTMLElement>('.row-pager');
  const count = pager?.querySelector<HTMLElement>('[data-count]');
  const [earlier, further] = pager?.querySelectorAll('button') ?? [];
  if (!strip || !pager || !count || !earlier || !further) return;
  const words = count.dataset['count'] ?? '';
  const look = () => {
    const { from, to } = seenIn(strip);
    const total = strip.children.length;
    const text = words.replace('{from}', String(from)).replace('{to}', String(to)).replace('{count}', String(total));
    if (count.textContent !== text) count.textContent = text;
    earlier.disabled = from <= 1;
    further.disabled = to >= total;
    pager.hidden = from <= 1 && to >= total;
  };
  const turn = (pages: number) => strip.scrollBy({ left: pages * strip.clientWidth });
  earlier.addEventListener('click', () => turn(-1));
  further.addEventListener('click', () => turn(1));
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      look();
    });
  };
  strip.addEventListener('scroll', soon, { passive: true });
  window.addEventListener('resize', soon, { passive: true });
  soon();
}

/** The first and last child, counted from 1, whose middle is on the screen. */
function seenIn(strip: HTMLElement): { from: number; to: number } {
  const edge = strip.getBoundingClientRect();
  const inside = [...strip.children].flatMap((child, index) => {
    const box = child.getBoundingClientRect();
    const middle = box.left + box.width / 2;
    return middle > edge.left && middle < edge.right ? [index + 1] : [];
  });
  const from = inside[0] ?? 1;
  return { from, to: inside.at(-1) ?? from };
}

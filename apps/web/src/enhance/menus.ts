/** Native `details` stay open until clicked again; people expect Escape and a click elsewhere to close menus too. */
export function startMenus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');
  const close = (keep: Node | null) => {
    for (const menu of open()) if (!keep || !menu.contains(keep)) menu.open = false;
  };
  document.addEventListener('pointerdown', ({ target }) => close(target instanceof Node ? target : null));
  document.addEventListener('focusin', ({ target }) => close(target instanceof Node ? target : null));
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    const [menu] = open();
    close(null);
    menu?.querySelector('summary')?.focus();
  });
}

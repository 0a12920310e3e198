/** `data-print` on a button prints the page. The button is hidden until there is a script that can do it. */
export function start(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLElement>('[data-print][hidden]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}

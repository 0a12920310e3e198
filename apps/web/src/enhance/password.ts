/** Lets people look at the password they type. It is hidden again before the form goes, so that nothing keeps it as plain text. */
export function start(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-show-password]:not([data-ready])')) {
    const input = document.querySelector<HTMLInputElement>(`#${button.dataset['showPassword'] ?? ''}`);
    if (!input) continue;
    button.dataset['ready'] = '';
    button.hidden = false;
    const show = (shown: boolean) => {
      input.type = shown ? 'text' : 'password';
      button.setAttribute('aria-pressed', String(shown));
      button.textContent = (shown ? button.dataset['hide'] : button.dataset['show']) ?? '';
    };
    button.addEventListener('click', () => show(input.type === 'password'));
    input.form?.addEventListener('submit', () => show(false));
  }
}

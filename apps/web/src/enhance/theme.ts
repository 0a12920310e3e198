/** Day or dusk at once, without a new page; the choice is kept by the same form as without JavaScript. */
export function startTheme(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const { submitter } = event;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-theme-form]')) return;
    if (!(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const chosen = submitter.value;
    const page = document.documentElement;
    if (chosen === 'auto') delete page.dataset['theme'];
    else page.dataset['theme'] = chosen;
    for (const button of form.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button === submitter));
    const menu = form.closest('details');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
    const body = new URLSearchParams({ theme: chosen, back: '/' });
    void fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
  });
}

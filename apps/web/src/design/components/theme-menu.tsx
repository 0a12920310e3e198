import { useRef } from 'react';
import type { FormEvent } from 'react';
import type { Theme } from '../../services.ts';
import { DayIcon, DeviceIcon, DuskIcon } from './icons.tsx';

const CHOICES = [
  { value: 'light', label: 'Day', Icon: DayIcon },
  { value: 'dark', label: 'Dusk', Icon: DuskIcon },
  { value: 'auto', label: 'As your device', Icon: DeviceIcon },
] as const;

/** Day, dusk or as the device says: a plain form; with JavaScript the page does not reload. */
export function ThemeMenu({ theme, path }: { theme: Theme; path: string }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const apply = (event: FormEvent<HTMLFormElement>) => {
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    if (!(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const chosen = submitter.value;
    if (chosen === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    for (const button of event.currentTarget.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button === submitter));
    if (menu.current) {
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    }
    const body = new URLSearchParams({ theme: chosen, back: path });
    void fetch('/preferences', { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
  };
  return (
    <details className="menu theme" ref={menu}>
      <summary aria-label="Light of the page">
        <DayIcon />
      </summary>
      <form method="post" action="/preferences" className="theme-panel" onSubmit={apply}>
        <input type="hidden" name="back" value={path} />
        {CHOICES.map(({ value, label, Icon }) => (
          <button key={value} name="theme" value={value} aria-pressed={value === theme}>
            <Icon />
            {label}
          </button>
        ))}
      </form>
    </details>
  );
}

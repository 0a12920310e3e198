import { usePage } from '../../language/index.ts';
import type { Theme } from '../../services.ts';
import { DayIcon, DeviceIcon, DuskIcon } from './icons.tsx';

const CHOICES = [
  { value: 'light', word: 'themeLight', Icon: DayIcon },
  { value: 'dark', word: 'themeDark', Icon: DuskIcon },
  { value: 'auto', word: 'themeAuto', Icon: DeviceIcon },
] as const;

/** Day, dusk or as the device says: a plain form; with JavaScript the page does not reload. */
export function ThemeMenu({ theme, path }: { theme: Theme; path: string }) {
  const { t, to } = usePage();
  return (
    <details className="menu theme">
      <summary aria-label={t.frame.themeLabel} className="bar-icon">
        <DayIcon />
      </summary>
      <form method="post" action={to('/preferences')} className="theme-panel" data-theme-form="">
        <input type="hidden" name="back" value={to(path)} />
        {CHOICES.map(({ value, word, Icon }) => (
          <button key={value} name="theme" value={value} aria-pressed={value === theme}>
            <Icon />
            {t.frame[word]}
          </button>
        ))}
      </form>
    </details>
  );
}

/**
 * All the JavaScript of the storefront. Pages work without it; each behaviour makes one thing nicer. `start` is called
 * once for the document and again for what a swap brought, so it must not mind being called twice on one element.
 */
import { startDialogs } from './dialogs.ts';
import { start as startBuy } from './buy.ts';
import { startFonts } from './fonts.ts';
import { start as startPasswords } from './password.ts';
import { start as startGallery } from './gallery.ts';
import { startMenus } from './menus.ts';
import { start as startPriceRange } from './price-range.ts';
import { start as startPrint } from './print.ts';
import { start as startQuantities } from './quantity.ts';
import { start as startRows } from './rows.ts';
import { start as startSuggestions } from './suggest.ts';
import { onSwapped, startSwap } from './swap.ts';
import { startTheme } from './theme.ts';
import { start as startToasts } from './toasts.ts';
import { startTracker } from './tracker.ts';

const behaviours: readonly ((root: ParentNode) => void)[] = [
  startBuy,
  startGallery,
  startPasswords,
  startPriceRange,
  startPrint,
  startQuantities,
  startRows,
  startSuggestions,
  startToasts,
];

startFonts();
startSwap();
startDialogs();
startMenus();
startTheme();
for (const start of behaviours) start(document);
onSwapped(() => {
  for (const start of behaviours) start(document);
});
startTracker();

// In development nothing else brings the styles in.
if (import.meta.env.DEV) void import('../design/styles/app.css');

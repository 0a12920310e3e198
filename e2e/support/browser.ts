import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';

/** The Chromium of this machine, or undefined where there is none (tests then skip by name). */
export const chromiumPath = process.env['CHROMIUM_PATH'];

/** A headless browser that talks to nobody but the shop under test. */
export function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('Set CHROMIUM_PATH to a Chromium.');
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The sizes and themes every page is looked at in. */
export const views: readonly { readonly name: string; readonly options: BrowserContextOptions }[] = [
  {
    name: 'phone, light',
    options: { viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true, hasTouch: true },
  },
  {
    name: 'phone, dark',
    options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', isMobile: true, hasTouch: true },
  },
  { name: 'desk, light', options: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } },
  { name: 'desk, dark', options: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' } },
];

/** Collects what a page complains about: console errors, failed requests, exceptions. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    if (!request.failure()?.errorText.includes('ERR_ABORTED'))
      complaints.push(`${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  return complaints;
}

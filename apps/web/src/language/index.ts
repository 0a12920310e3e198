export type { Locale } from './locale.ts';
export { defaultLocale, formatLocale, localeNames, locales, withLocale } from './locale.ts';
export type { PageText } from './page-text.ts';
export { pageText } from './page-text.ts';
export { usePage } from './use-page.ts';

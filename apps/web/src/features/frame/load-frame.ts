import type { Consent, Theme, WebServices } from '../../services.ts';
import { THEME_COOKIE } from '../../services.ts';

export interface CategoryLink {
  slug: string;
  name: string;
  count: number;
}

/** What every page's frame needs: categories, theme, and what the tracker may do. */
export interface Frame {
  categories: readonly CategoryLink[];
  theme: Theme;
  path: string;
  origin: string;
  locale: string;
  sessionId: string | null;
  consent: Consent;
  consentChosen: boolean;
  isAdmin: boolean;
}

/** Reads one cookie of a Cookie header; undefined when absent. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

export function parseTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'auto';
}

export async function loadFrame(request: Request, services: WebServices): Promise<Frame> {
  const url = new URL(request.url);
  const tree = await services.shop.listCategories();
  const { visitor } = services;
  return {
    categories: tree.map((node) => ({ slug: node.slug, name: node.name, count: node.productCount })),
    theme: parseTheme(readCookie(request.headers.get('cookie'), THEME_COOKIE)),
    path: url.pathname + url.search,
    origin: services.origin,
    locale: services.defaults.locale,
    sessionId: visitor.consent === 'none' ? null : visitor.sessionId,
    consent: visitor.consent,
    consentChosen: visitor.consentChosen,
    isAdmin: visitor.isAdmin,
  };
}

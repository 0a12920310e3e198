import { readCookie } from '../frame/read-cookie.ts';

/** Holds one message from a redirect to the page it leads to. */
export const FLASH_COOKIE = 'vitrine_flash';

/** What a toast says; `undo` adds a way back, a plain form that posts to `action`. */
export interface Flash {
  tone: 'done' | 'error' | 'plain';
  text: string;
  /** A way on, e.g. to the cart. */
  link?: { href: string; label: string };
}

const LONGEST = 300;

/**
 * The Set-Cookie value that shows a message once on the page a redirect leads to:
 * `redirect(to, { status: 303, headers: { 'Set-Cookie': flash('Put in your cart.') } })`.
 */
export function flash(message: string | Flash): string {
  const whole: Flash = typeof message === 'string' ? { tone: 'done', text: message } : message;
  // Cut within a pair of surrogates, it could not be encoded.
  const short = { ...whole, text: whole.text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '') };
  return `${FLASH_COOKIE}=${encodeURIComponent(JSON.stringify(short))}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`;
}

/** The Set-Cookie value that takes the message away once it was shown. */
export function forgetFlash(): string {
  return `${FLASH_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;
}

/** The message a request brings, or null; whatever else the cookie may hold is taken for none. */
export function readFlash(request: Request): Flash | null {
  const raw = readCookie(request.headers.get('cookie'), FLASH_COOKIE);
  if (!raw) return null;
  try {
    const value = JSON.parse(decodeURIComponent(raw)) as Partial<Flash> | null;
    if (typeof value?.text !== 'string' || value.text === '') return null;
    const tone = value.tone === 'error' || value.tone === 'plain' ? value.tone : 'done';
    const { link } = value;
    const safe = typeof link?.href === 'string' && typeof link.label === 'string' && /^\/(?![/\\])/.test(link.href);
    return {
      tone,
      text: value.text.slice(0, LONGEST),
      ...(safe ? { link: { href: link.href, label: link.label } } : {}),
    };
  } catch {
    return null;
  }
}

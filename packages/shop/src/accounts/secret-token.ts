import { createHash, randomBytes } from 'node:crypto';

/** A secret that is shown once: 256 random bits, safe in addresses and cookies. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. Plain SHA-256 is enough: 256 random bits cannot be guessed, salted or not. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Whether text can be a token of ours, so that hostile text is not hashed. */
export function isTokenForm(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

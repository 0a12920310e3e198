import { isCommonPassword } from './common-passwords.ts';

/** Bounds of a password, in characters. */
export const passwordChars = { least: 8, most: 256 } as const;

/** What is wrong with a password; a person can be told each in their own words. */
export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'is_email';

/** Judges a new password by length and by how soon somebody would guess it; null when it is fine. No rules about kinds of characters: length says more. */
export function judgePassword(password: string, email: string): PasswordFault | null {
  const chars = [...password].length;
  if (chars < passwordChars.least) return 'too_short';
  if (password.length > passwordChars.most) return 'too_long';
  const lower = password.toLowerCase();
  const address = email.toLowerCase();
  if (lower === address || lower === address.split('@')[0]) return 'is_email';
  return isCommonPassword(password) ? 'too_common' : null;
}

/** The same in a sentence for API clients. */
export const passwordFaultSentences: Readonly<Record<PasswordFault, string>> = {
  too_short: `must have at least ${passwordChars.least} characters`,
  too_long: `must have at most ${passwordChars.most} characters`,
  too_common: 'is one of the first that anybody would try; take something longer and less usual',
  is_email: 'must not be the e-mail address',
};

/** Whether text is an e-mail address we would write to; trimmed by the caller. */
export function isEmail(text: string): boolean {
  return text.length <= 320 && /^[^@\s\p{Cc}<>,;"]+@[^@\s\p{Cc}<>,;"]+$/u.test(text);
}

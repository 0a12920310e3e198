import { foldText } from './fold-text.ts';

/** A name as it stands in an address: `Navy Blue` is `navy-blue`; empty for a name without letters and digits. */
export function slugOf(name: string): string {
  return foldText(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

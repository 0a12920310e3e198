/** Lower-case letters, digits and single hyphens, at most `limit` characters; accents are dropped. Empty when nothing is left. */
export function slugOf(text: string, limit = 80): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, limit)
    .replaceAll(/^-+|-+$/g, '');
}

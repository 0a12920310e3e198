/** Cookie with the categories a visitor said they like: slugs between dots, or `-` after they were asked and skipped. */
export const likesCookie = 'vitrine_likes';

/** What the cookie says; null when the visitor was never asked. */
export function readLikes(value: string | null): readonly string[] | null {
  if (value === null || value === '' || value.length > 2_000) return null;
  return value
    .split('.')
    .filter((slug) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug))
    .slice(0, 20);
}

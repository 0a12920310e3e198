import { createHash } from 'node:crypto';
import type { Client, PoolClient } from 'pg';

/** A statement is prepared when a connection sees it for the so-manieth time: one-off statements are not worth a plan that stays. */
const oftenCount = 5;
/** Plans that one connection keeps at most; each takes some 30 kB of the server's memory. */
const mostPrepared = 120;
/** Characters of the texts that one connection counts at most, so that statements built from input cannot fill the memory. */
const mostCountedChars = 1_000_000;

/**
 * Lets a connection prepare what it is asked often: the server then parses and plans such a statement once instead of every
 * time, which for small queries is most of their cost. Answers stay the same; a plan that a change of the schema has made
 * invalid is given up and made again.
 */
export function prepareOften(client: Client | PoolClient): void {
  const seen = new Map<string, number>();
  let seenChars = 0;
  const names = new Map<string, string>();
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const count = (seen.get(text) ?? 0) + 1;
    if (count < oftenCount || names.size >= mostPrepared) {
      // Counted anew once full: one-off statements must not keep later ones from being counted at all.
      if (seenChars > mostCountedChars) {
        seen.clear();
        seenChars = 0;
      }
      if (count === 1) seenChars += text.length;
      seen.set(text, count);
      return undefined;
    }
    const name = `often_${createHash('sha1').update(text).digest('base64url').slice(0, 20)}_${names.size}`;
    seen.delete(text);
    names.set(text, name);
    return name;
  };

  const asked = (...given: unknown[]): unknown => {
    const [text, values, ...more] = given;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || more.length > 0)
      return query(...given);
    const name = nameOf(text);
    if (name === undefined) return query(text, values);
    const answer = query({ name, text, values }) as Promise<unknown>;
    return answer.catch((error: unknown) => {
      // 0A000: the result of the cached plan has other columns now; 26000: the server forgot the statement.
      const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
      if (code === '0A000' || code === '26000') names.set(text, `${name}+`);
      throw error;
    });
  };
  Object.assign(client, { query: asked });
}

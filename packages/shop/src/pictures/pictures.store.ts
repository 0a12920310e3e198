import { inTransaction, newId } from '@vitrine/database';
import { sql } from 'kysely';
import { unnestRows } from '../loading/unnest.store.ts';
import type { ShopContext } from '../shop-context.ts';

/** A picture of the shop. */
export interface StoredPicture {
  readonly mediaId: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** The picture with this address, or null. */
export async function selectPicture(context: ShopContext, url: string): Promise<StoredPicture | null> {
  const { rows } = await sql<StoredPicture>`
    select id as "mediaId", url, width, height from shop.media where url = ${url}`.execute(context.db);
  return rows[0] ?? null;
}

/** Writes a picture with its sizes; the same upload twice, even at once, is one picture. An alt text that is there stays. */
export function insertPicture(
  context: ShopContext,
  picture: {
    face: Omit<StoredPicture, 'mediaId'>;
    renditions: readonly { format: string; width: number; url: string }[];
    alts: Readonly<Record<string, string>>;
  },
): Promise<StoredPicture> {
  const { face, renditions, alts } = picture;
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql<StoredPicture>`
      insert into shop.media (id, url, kind, width, height) values (${newId(context.clock)}::uuid, ${face.url}, 'photo', ${face.width}, ${face.height})
      on conflict (url) do update set width = excluded.width, height = excluded.height returning id as "mediaId", url, width, height`.execute(
      trx,
    );
    const [stored] = rows;
    if (stored === undefined) throw new Error(`picture ${face.url} vanished while it was written`);
    await sql`insert into shop.media_rendition (media_id, format, width, url) select ${stored.mediaId}::uuid, format, width, url from ${unnestRows(
      renditions,
      {
        format: ['text', (row) => row.format],
        width: ['integer', (row) => row.width],
        url: ['text', (row) => row.url],
      },
    )} on conflict do nothing`.execute(trx);
    await sql`insert into shop.media_translation (media_id, locale, alt) select ${stored.mediaId}::uuid, locale, alt from ${unnestRows(
      Object.entries(alts),
      {
        locale: ['text', ([locale]) => locale],
        alt: ['text', ([, alt]) => alt],
      },
    )} on conflict do nothing`.execute(trx);
    return stored;
  });
}

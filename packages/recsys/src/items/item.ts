import { hasUnstorableCharacter, judgeId, type RecordRejection, storableText } from '../record-rejection.ts';

/** An item as it arrives. Fields are checked at run time; prices are integer minor units of the namespace's currency. */
export interface ItemInput {
  readonly itemId: string;
  readonly available?: boolean | undefined;
  readonly priceMinor?: number | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly props?: unknown;
  readonly embedding?: readonly number[] | null | undefined;
  readonly brand?: string | null | undefined;
  readonly category?: string | null | undefined;
  /** Root to leaf. */
  readonly categoryPath?: readonly string[] | undefined;
  readonly description?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly imageUrl?: string | null | undefined;
  readonly metadataVersion?: string | null | undefined;
  /** When the catalog says it went on sale. */
  readonly firstAvailable?: Date | string | null | undefined;
}

/** One row of an upsert, in the names of its columns. Null keeps what is stored, except in the four fields that are always replaced. */
export interface ItemRow {
  readonly item_id: string;
  readonly available: boolean;
  readonly price_minor: number | null;
  readonly tags: readonly string[];
  readonly props: unknown;
  readonly embedding: readonly number[] | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly category_path: readonly string[];
  readonly description: string | null;
  readonly url: string | null;
  readonly image_url: string | null;
  readonly metadata_version: string | null;
  readonly first_available: string | null;
}

type Problem = Omit<RecordRejection, 'index'>;
type Raw = { [field in keyof ItemInput]?: unknown };

/** Longest text of each field, in characters. */
const textLimits = { brand: 512, category: 512, description: 65_536, metadataVersion: 256 } as const;
const wireNames: Record<string, string> = { metadataVersion: 'metadata_version', categoryPath: 'category_path' };

/** Checks one item and turns it into a row: tags trimmed, in lower case and without repeats, addresses http(s) or from the root. */
export function judgeItem(raw: unknown): { ok: true; row: ItemRow } | { ok: false; problem: Problem } {
  if (typeof raw !== 'object' || raw === null)
    return { ok: false, problem: { field: '', error: 'wrong_type', message: 'must be an object' } };
  const input = raw as Raw;
  const problem =
    judgeId(input.itemId, 'item_id') ??
    judgeScalars(input) ??
    judgeTexts(input) ??
    judgeTextList(input, 'tags', { entries: 200, characters: 256 }) ??
    judgeTextList(input, 'categoryPath', { entries: 20, characters: 512 }) ??
    judgeUrl(input.url, 'url') ??
    judgeUrl(input.imageUrl, 'image_url') ??
    judgeEmbedding(input.embedding) ??
    judgeDate(input.firstAvailable) ??
    judgeProps(input.props);
  return problem === null ? { ok: true, row: toRow(raw as ItemInput) } : { ok: false, problem };
}

function toRow(input: ItemInput): ItemRow {
  return {
    item_id: input.itemId,
    available: input.available ?? false,
    price_minor: input.priceMinor ?? null,
    tags: normaliseTags(input.tags ?? []),
    props: storable(input.props ?? {}),
    embedding: input.embedding ?? null,
    brand: input.brand ?? null,
    category: input.category ?? null,
    category_path: input.categoryPath ?? [],
    description: input.description === undefined || input.description === null ? null : storableText(input.description),
    url: input.url ?? null,
    image_url: input.imageUrl ?? null,
    metadata_version: input.metadataVersion ?? null,
    first_available:
      input.firstAvailable === undefined || input.firstAvailable === null
        ? null
        : new Date(input.firstAvailable).toISOString(),
  };
}

/** One spelling per tag: `Color: Black` and `color:black` are the same facet. */
export function normaliseTags(tags: readonly string[]): string[] {
  const clean = tags.map((tag) =>
    tag
      .trim()
      .toLowerCase()
      .replaceAll(/\s*:\s*/g, ':')
      .replaceAll(/\s+/g, ' '),
  );
  return [...new Set(clean.filter((tag) => tag !== ''))];
}

function judgeScalars(input: Raw): Problem | null {
  if (input.available !== undefined && typeof input.available !== 'boolean') {
    return { field: 'available', error: 'wrong_type', message: 'must be true or false' };
  }
  if (input.priceMinor !== undefined && input.priceMinor !== null) {
    if (typeof input.priceMinor !== 'number')
      return { field: 'price', error: 'wrong_type', message: 'must be a number' };
    if (!Number.isSafeInteger(input.priceMinor) || input.priceMinor < 0) {
      return { field: 'price', error: 'out_of_range', message: 'must be a whole number of minor units, not negative' };
    }
  }
  return null;
}

function judgeTexts(input: Raw): Problem | null {
  for (const [field, limit] of Object.entries(textLimits)) {
    const value = input[field as keyof typeof textLimits];
    const name = wireNames[field] ?? field;
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return { field: name, error: 'wrong_type', message: 'must be a text' };
    if (value.length > limit)
      return {
        field: name,
        error: 'too_long',
        message: `has ${value.length} characters; at most ${limit} are allowed`,
      };
    if (field !== 'description' && hasUnstorableCharacter(value)) {
      return {
        field: name,
        error: 'invalid_characters',
        message: 'must not contain control characters or half surrogates',
      };
    }
  }
  return null;
}

function judgeTextList(
  input: Raw,
  field: 'tags' | 'categoryPath',
  limits: { entries: number; characters: number },
): Problem | null {
  const value = input[field];
  const name = wireNames[field] ?? field;
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return { field: name, error: 'wrong_type', message: 'must be a list of texts' };
  if (value.length > limits.entries)
    return {
      field: name,
      error: 'too_large',
      message: `has ${value.length} entries; at most ${limits.entries} are allowed`,
    };
  for (const [at, entry] of (value as unknown[]).entries()) {
    const place = `${name}[${at}]`;
    if (typeof entry !== 'string') return { field: place, error: 'wrong_type', message: 'must be a text' };
    if (entry.length > limits.characters)
      return { field: place, error: 'too_long', message: `at most ${limits.characters} characters are allowed` };
    if (hasUnstorableCharacter(entry))
      return { field: place, error: 'invalid_characters', message: 'must not contain control characters' };
  }
  return null;
}

function judgeUrl(value: unknown, field: string): Problem | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return { field, error: 'wrong_type', message: 'must be a text' };
  if (value.length > 2048) return { field, error: 'too_long', message: 'at most 2,048 characters are allowed' };
  const fromRoot = /^\/(?!\/)[^\s\\]*$/.test(value);
  if (
    !hasUnstorableCharacter(value) &&
    (fromRoot || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)))
  )
    return null;
  return {
    field,
    error: 'invalid_url',
    message: 'must be an http or https address, or a path that starts with one slash',
  };
}

function judgeEmbedding(value: unknown): Problem | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value))
    return { field: 'embedding', error: 'wrong_type', message: 'must be a list of 384 numbers' };
  if (value.length !== 384)
    return {
      field: 'embedding',
      error: 'embedding_dim_mismatch',
      message: `has ${value.length} numbers; 384 are needed`,
    };
  if (value.every((entry) => typeof entry === 'number' && Math.abs(entry) < 1e30)) return null;
  return { field: 'embedding', error: 'out_of_range', message: 'must hold finite numbers only' };
}

function judgeDate(value: unknown): Problem | null {
  if (value === undefined || value === null) return null;
  const at = value instanceof Date || typeof value === 'string' ? new Date(value).getTime() : Number.NaN;
  // Outside these years a catalog has a typing error, and PostgreSQL and JavaScript part ways not far beyond.
  if (at >= Date.UTC(1900, 0, 1) && at < Date.UTC(2200, 0, 1)) return null;
  return {
    field: 'first_available',
    error: 'invalid_timestamp',
    message: 'must be an RFC 3339 time between 1900 and 2200',
  };
}

function judgeProps(value: unknown): Problem | null {
  const bytes = value === undefined || value === null ? 0 : Buffer.byteLength(JSON.stringify(storable(value)));
  if (bytes <= 65_536) return null;
  return { field: 'props', error: 'too_large', message: `has ${bytes} bytes as JSON; at most 65,536 are allowed` };
}

/** JSON without what jsonb refuses. Deeper than ten levels is cut. */
function storable(value: unknown, depth = 0): unknown {
  if (depth > 10) return null;
  if (typeof value === 'string') return storableText(value.slice(0, 65_536));
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => storable(entry, depth + 1));
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? value.toISOString() : null;
  if (typeof value !== 'object') return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [storableText(key), storable(entry, depth + 1)]),
  );
}

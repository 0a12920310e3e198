import { z } from 'zod';
import { socialLinks } from './social-links.ts';

/** One configuration setting: what it is for, its unit, its default and whether its value may be shown. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** The value as a person would write it in the environment; `undefined` leaves the setting empty. */
  readonly byDefault: string | undefined;
  readonly unit: string;
  readonly about: string;
  readonly secret?: true;
}

const setting = <Schema extends z.ZodType>(definition: Setting<Schema>): Setting<Schema> => definition;
const text = z.string().trim().min(1);
const seconds = (least: number) => z.coerce.number().int().min(least);

/** Every setting of the program. Nothing else reads the environment. */
export const settings = {
  PORT: setting({
    schema: z.coerce.number().int().min(0).max(65_535),
    byDefault: '3000',
    unit: 'TCP port, 0 to 65535',
    about: 'Where the shop listens. 0 takes any free port.',
  }),
  HOST: setting({
    schema: text,
    byDefault: '127.0.0.1',
    unit: 'address',
    about: 'Which address it listens on. Anything but loopback needs API keys to be configured.',
  }),
  VITRINE_HOME: setting({
    schema: text,
    byDefault: './.vitrine',
    unit: 'folder',
    about:
      'Where the embedded database, artifacts, pictures and import reports are kept. Servers of one database share one such folder: models and embeddings lie in it.',
  }),
  DATABASE_URL: setting({
    schema: z
      .string()
      .regex(/^(?:postgres(?:ql)?:\/\/\S+|pglite:.+)$/, 'must start with postgres:// or pglite:')
      .optional(),
    byDefault: undefined,
    unit: 'URL',
    about: 'A PostgreSQL 15 or later, or pglite:FOLDER. Empty starts an embedded PostgreSQL in VITRINE_HOME.',
    secret: true,
  }),
  DATABASE_POOL_SIZE: setting({
    schema: z.coerce.number().int().min(1).max(100),
    byDefault: '10',
    unit: 'connections',
    about: 'How many database connections one process may hold.',
  }),
  VITRINE_URL: setting({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    byDefault: undefined,
    unit: 'URL',
    about: 'The address people use, for canonical links. Empty takes HOST and PORT.',
  }),
  VITRINE_LOG_LEVEL: setting({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    byDefault: 'warn',
    unit: 'level',
    about: 'How much is logged.',
  }),
  VITRINE_API_KEYS: setting({
    schema: z
      .string()
      .regex(
        /^[^:,\s]{16,}:(?:\*|[0-9a-f-]{36}(?:\|[0-9a-f-]{36})*)(?:,[^:,\s]{16,}:(?:\*|[0-9a-f-]{36}(?:\|[0-9a-f-]{36})*))*$/,
        'must be key:organisation|organisation or key:*, keys of at least 16 characters, comma separated',
      )
      .optional(),
    byDefault: undefined,
    unit: 'key:organisations, comma separated',
    about: 'Keys that /v1 asks for in X-API-Key. Empty means no keys, and then only loopback may call.',
    secret: true,
  }),
  VITRINE_TRUST_PROXY: setting({
    schema: z
      .string()
      .regex(/^(?:\d|false|true)$/, 'must be a number from 0 to 9')
      .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value))),
    byDefault: '0',
    unit: 'proxies',
    about:
      'How many proxies stand before the server, whose X-Forwarded-For and X-Forwarded-Proto are believed: the throttles count by the address that the first of them saw.',
  }),
  VITRINE_SESSION_SECRET: setting({
    schema: z.string().min(32, 'must have at least 32 characters').optional(),
    byDefault: undefined,
    unit: 'text',
    about: 'Signs the tokens of API clients. Empty lets the database keep a key of its own.',
    secret: true,
  }),
  VITRINE_SMTP_URL: setting({
    schema: z
      .string()
      .regex(/^smtps?:\/\/\S+$/, 'must start with smtp:// or smtps://')
      .refine((value) => URL.canParse(value), 'must be an address')
      .optional(),
    byDefault: undefined,
    unit: 'URL',
    about:
      'The server that sends mail, such as smtps://user:password@mail.example.org. Empty keeps mails as files in the folder mail of VITRINE_HOME.',
    secret: true,
  }),
  VITRINE_MAIL_FROM: setting({
    schema: z
      .string()
      .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address, or a name and an address in angle brackets'),
    byDefault: 'Vitrine <shop@vitrine.example>',
    unit: 'e-mail address',
    about: 'Whom mails come from.',
  }),
  VITRINE_SOCIAL_LINKS: setting({
    schema: socialLinks,
    byDefault: undefined,
    unit: 'Name=address, comma separated',
    about:
      'Where else the shop can be met, such as Mastodon=https://social.example/@shop. Links at the foot of each page.',
  }),
  VITRINE_METRICS_TOKEN: setting({
    schema: text.optional(),
    byDefault: undefined,
    unit: 'text',
    about: 'Bearer token for /metrics; needed when the caller is not on loopback.',
    secret: true,
  }),
  RECOMMENDATION_BATCH_INTERVAL: setting({
    schema: seconds(60),
    byDefault: '3600',
    unit: 'seconds',
    about: 'How often the models are trained again from the newest events.',
  }),
  BATCH_SIZE: setting({
    schema: z.coerce.number().int().min(1).max(5_000),
    byDefault: '500',
    unit: 'records',
    about: 'How many items, users or events one call to the recommender carries.',
  }),
  VITRINE_TEXT_MODEL: setting({
    schema: text.optional(),
    byDefault: undefined,
    unit: 'folder',
    about:
      'A sentence model whose vectors of 384 numbers say which texts of the catalog are alike. Empty takes hashed words, which need no download.',
  }),
  MODEL_VERSION: setting({
    schema: text,
    byDefault: 'champion',
    unit: 'champion or a model version',
    about: 'Which model answers: the promoted one, or one version held fast.',
  }),
  CACHE_TTL: setting({
    schema: z.coerce.number().min(0).max(3_600),
    byDefault: '5',
    unit: 'seconds',
    about: 'How long a page for visitors without a session may be served again before it is rendered anew.',
  }),
  RECOMMENDATION_BUDGET_MS: setting({
    schema: z.coerce.number().int().min(1).max(10_000),
    byDefault: '80',
    unit: 'milliseconds',
    about: 'How long a page waits for its recommendations before the fallback answers.',
  }),
  AZURE_STORAGE_CONNECTION_STRING: setting({
    schema: text.optional(),
    byDefault: undefined,
    unit: 'connection string',
    about: 'Azure Blob Storage for uploaded pictures. Empty means the folder media of VITRINE_HOME.',
    secret: true,
  }),
  VITRINE_MEDIA_CONTAINER: setting({
    schema: z
      .string()
      .regex(
        /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$/,
        'must be 3 to 63 lower-case letters, digits and single hyphens',
      ),
    byDefault: 'media',
    unit: 'name',
    about: 'The container for uploaded pictures in Azure Blob Storage; made when missing.',
  }),
  VITRINE_MEDIA_URL: setting({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    byDefault: undefined,
    unit: 'address',
    about: 'What stands before the names of uploaded pictures, such as a CDN. Empty means where they are kept.',
  }),
} as const;

/** The checked configuration: one typed value per setting. */
export type Config = { readonly [Name in keyof typeof settings]: z.infer<(typeof settings)[Name]['schema']> };

import { errorCatalogue } from './catalogue.ts';
import type { ErrorEntry } from './catalogue.ts';

/** The error catalogue as a Markdown page: the content of docs/errors.md. */
export function renderErrors(): string {
  const rows = Object.entries<ErrorEntry>(errorCatalogue)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, entry]) =>
        `| \`${code}\` | ${entry.status} | ${entry.wire === undefined ? '' : `\`${entry.wire}\``} | ${entry.sentence} | ${entry.retryable ? 'yes' : 'no'} | ${entry.owner} |`,
    );
  return [
    '# Errors',
    '',
    '<!-- Generated from packages/contracts/src/errors/catalogue.ts; do not edit. -->',
    '',
    'Every error an operation may answer. `/api` answers `application/problem+json` with the code; `/v1` answers',
    '`{error, message, details, correlation_id, timestamp}` with the code of its column. Every answer carries `X-Request-Id`.',
    '',
    '| Code | Status | On `/v1` | What it says | Retry | Who acts |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

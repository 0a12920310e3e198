import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderErrors } from '../errors/render-errors.ts';
import { eventMeta } from '../events/event-meta.ts';
import { buildOpenApi } from '../openapi/build-openapi.ts';
import { event } from '../recsys/events.ts';
import { item } from '../recsys/items.ts';
import { user } from '../recsys/users.ts';
import { eventExamples, itemExamples, userExamples } from './examples.ts';
import { renderDataContract } from './render-data-contract.ts';

const document = (name: string) => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');

describe('EVT-1 data contract', () => {
  it.each(itemExamples)('item: $title', ({ record }) => {
    expect(item.safeParse(record)).toMatchObject({ success: true });
  });

  it.each(userExamples)('user: $title', ({ record }) => {
    expect(user.safeParse(record)).toMatchObject({ success: true });
  });

  it.each(eventExamples)('event: $title', ({ record }) => {
    expect(event.safeParse(record)).toMatchObject({ success: true });
    expect(eventMeta.safeParse(record.meta)).toMatchObject({ success: true });
  });

  it.each([
    ['data-contract.md', renderDataContract],
    ['errors.md', renderErrors],
    ['openapi.json', () => `${JSON.stringify(buildOpenApi('0.1.0'), null, 2)}\n`],
  ])('docs/%s says what the code says', (name, render) => {
    expect(document(name) === render(), `docs/${name} is old: generate it again`).toBe(true);
  });
});

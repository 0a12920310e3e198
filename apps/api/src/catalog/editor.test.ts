import { pathText } from '../dispatch/failure.ts';
import { describe, expect, it } from 'vitest';
import { editRefused } from './editor.ts';

describe('CAT-2 a refused edit', () => {
  it.each([
    ['categoryId', 'category_id'],
    ['collectionIds', 'collection_ids'],
    ['firstAvailable', 'first_available'],
    ['name.de-AT', 'texts.de-AT.name'],
    ['description.en', 'texts.en.description'],
    ['specs.de-AT', 'specs.de-AT'],
    ['skus[3].price', 'skus[3].price_minor'],
    ['skus[0].code', 'skus[0].code'],
    ['pictures[1].alt', 'pictures[1].alts'],
    ['name', 'name'],
  ])('of %s names the field %s that was sent', (path, sent) => {
    const answer = editRefused({ code: 'catalog.invalid', faults: [{ path, message: 'No.' }] }, 'catalog.invalid');
    expect(answer.ok ? [] : answer.error.faults?.map((fault) => pathText(fault.path))).toEqual([sent]);
  });
});

import { describe, expect, it } from 'vitest';
import { pageText } from '../language/index.ts';
import { rowSentence, whySentence, whySimilar } from './why-sentence.ts';

const names: Record<string, string> = { a: 'Arden kettle', b: 'Lund lamp' };
const text = pageText('en');
const nameOf = (id: string) => names[id];

describe('REC-17 why sentence', () => {
  it.each([
    [{ kind: 'viewed', item_id: 'a' }, 'Because you looked at the Arden kettle.'],
    [{ kind: 'bought', item_id: 'b' }, 'Because you bought the Lund lamp.'],
    [{ kind: 'viewed', item_id: 'gone' }, 'Because of what you looked at.'],
    [{ kind: 'category', category: 'Lighting' }, 'Because you have been looking at lighting.'],
    [{ kind: 'popular' }, 'Many people look at this and buy it.'],
    [{ kind: 'something-new' }, undefined],
    [undefined, undefined],
  ])('says %j in words', (because, sentence) => {
    expect(whySentence(because, nameOf, text)).toBe(sentence);
  });

  it('says the same in German', () => {
    expect(whySentence({ kind: 'viewed', item_id: 'a' }, nameOf, pageText('de'))).toBe(
      'Weil du dir „Arden kettle“ angesehen hast.',
    );
  });

  it('names what most of a row leans on and counts the rest', () => {
    const item = (id: string, leaning: string) => ({
      item_id: id,
      score: 1,
      because: { kind: 'viewed', item_id: leaning },
    });
    expect(rowSentence([item('1', 'b'), item('2', 'a'), item('3', 'a')], nameOf, text)).toBe(
      'Because you looked at the Arden kettle and 1 other thing.',
    );
    expect(rowSentence([{ item_id: '1', score: 1, because: { kind: 'popular' } }], nameOf, text)).toBeUndefined();
  });

  it('tells being looked at together from being alike', () => {
    const beside = { current: { id: 'a', name: 'Arden kettle' }, text };
    expect(whySimilar({ kind: 'viewed', item_id: 'a' }, nameOf, beside)).toBe(
      'People who look at the Arden kettle look at this too.',
    );
    expect(whySimilar({ kind: 'category', category: 'Kettles' }, nameOf, beside)).toBe(
      'It is much like the Arden kettle.',
    );
    expect(whySimilar({ kind: 'viewed', item_id: 'b' }, nameOf, beside)).toBe('Because you looked at the Lund lamp.');
    expect(whySimilar(undefined, nameOf, beside)).toBeUndefined();
  });
});

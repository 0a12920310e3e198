import { describe, expect, it } from 'vitest';
import { rowSentence, whySentence, whySimilar } from './why-sentence.ts';

const names: Record<string, string> = { a: 'Arden kettle', b: 'Lund lamp' };
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
    expect(whySentence(because, nameOf)).toBe(sentence);
  });

  it('names what most of a row leans on and counts the rest', () => {
    const item = (id: string, leaning: string) => ({
      item_id: id,
      score: 1,
      because: { kind: 'viewed', item_id: leaning },
    });
    expect(rowSentence([item('1', 'b'), item('2', 'a'), item('3', 'a')], nameOf)).toBe(
      'Because you looked at the Arden kettle and 1 other thing.',
    );
    expect(rowSentence([{ item_id: '1', score: 1, because: { kind: 'popular' } }], nameOf)).toBeUndefined();
  });

  it('tells being looked at together from being alike', () => {
    const current = { id: 'a', name: 'Arden kettle' };
    expect(whySimilar({ kind: 'viewed', item_id: 'a' }, nameOf, current)).toBe(
      'People who look at the Arden kettle look at this too.',
    );
    expect(whySimilar({ kind: 'category', category: 'Kettles' }, nameOf, current)).toBe(
      'It is much like the Arden kettle.',
    );
    expect(whySimilar({ kind: 'viewed', item_id: 'b' }, nameOf, current)).toBe('Because you looked at the Lund lamp.');
    expect(whySimilar(undefined, nameOf, current)).toBeUndefined();
  });
});

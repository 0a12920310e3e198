import { describe, expect, it } from 'vitest';
import { chooseWeights } from './given-weights.ts';
import { parseIdList } from './id-list.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const ids = (text: string) => parseIdList(text, 'items.txt');

describe('REC-4 ids of imported weights', () => {
  it('reads one id a line, a JSON array and a JSON object of rows', () => {
    expect(ids('a\nb c\nü\n')).toEqual(['a', 'b c', 'ü']);
    expect(ids('\uFEFFa\r\nb')).toEqual(['a', 'b']);
    expect(ids('["a", 7]')).toEqual(['a', '7']);
    expect(ids('{"b": 1, "a": 0}')).toEqual(['a', 'b']);
  });

  it.each([
    ['', /has no ids/],
    ['[]', /has no ids/],
    ['a\n\nb', /line 2 of items.txt is empty/],
    ['a\t1', /line 1 of items.txt has more than one column/],
    ['["a"', /begins like JSON and is none/],
    ['["a", null]', /entry 2 of items.txt is no id/],
    ['[9007199254740993]', /not exact.*quotes/],
    ['{"a": 0, "b": 2}', /gives "b" the row 2.*0 to 1/],
    ['{"a": 0, "b": 0}', /"a" and "b" the same row 0/],
    ['a\nb\na\na', /4 ids, of which 2 repeat an earlier one: "a" is the id of rows 0 and 2/],
  ])('refuses %j', (text, message) => expect(() => ids(text)).toThrow(message));
});

describe('REC-4 choice of tensors', () => {
  const file = readSafetensors(
    writeSafetensors([
      { name: 'items', shape: [3, 2], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
      { name: 'users', shape: [2, 2], values: Float32Array.of(1, 0, 0, 1) },
      { name: 'deep', shape: [2, 4], values: new Float32Array(8) },
      { name: 'bias', shape: [3, 1], values: Float32Array.of(7, 8, 9) },
    ]),
  );
  const choose = (more: object) =>
    chooseWeights(file, { itemIds: ['a', 'b', 'c'], userIds: null, itemTensor: 'items', ...more });

  it('takes the named tensors', () => {
    const { width, items, users, itemBias } = choose({ userIds: ['u', 'v'], userTensor: 'users', biasTensor: 'bias' });
    expect([width, items.ids, users?.ids, [...(itemBias ?? [])]]).toEqual([2, ['a', 'b', 'c'], ['u', 'v'], [7, 8, 9]]);
  });

  it('does not take the item vectors for those of as many users, unless it is told to', () => {
    const lonely = readSafetensors(writeSafetensors([{ name: 'v', shape: [2, 2], values: new Float32Array(4) }]));
    const same = { itemIds: ['a', 'b'], userIds: ['u', 'v'] };
    expect(() => chooseWeights(lonely, same)).toThrow(/"v" holds the item vectors.*2 user ids.*--user-tensor/);
    expect(chooseWeights(lonely, { ...same, userTensor: 'v' }).users?.ids).toEqual(['u', 'v']);
  });

  it.each([
    [{ itemTensor: 'item' }, /no tensor "item".*4 tensors: .*"items" F32 \[3, 2\]/],
    [{ itemIds: ['a', 'b'] }, /has 3 rows and there are 2 item ids \(its second dimension would fit/],
    [{ itemIds: ['a'] }, /has 3 rows and there are 1 item ids; give one/],
    [{ userIds: ['u', 'v'] }, /2 tensors have a row for each of the 2 user ids; name one with --user-tensor/],
    [{ userIds: ['u', 'v'], userTensor: 'deep' }, /2 numbers each and the user vectors 4/],
    [{ itemTensor: undefined, itemIds: ['a', 'b', 'c'] }, /2 tensors have a row for each of the 3/],
    [{ itemTensor: undefined, itemIds: ['a'] }, /no tensor has a row for each of the 1/],
    [{ biasTensor: 'users' }, /shape \[2, 2\] and there are 3 items/],
  ])('refuses %j with the numbers', (more, message) => expect(() => choose(more)).toThrow(message));
});

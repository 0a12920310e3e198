import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { bytesOf, type Field, message, nodeProto, onnxModel, packed, tensorProto } from './onnx.fixture.ts';
import { readOnnx } from './onnx.ts';
import { WeightsError } from './weights-error.ts';

const rows = Float32Array.of(1, -2, 0.5, 4, 0, -0.25);
const numbersOf = (file: Uint8Array, name = 'items') => [...(readOnnx(file).tensors.get(name)?.numbers() ?? [])];
const oneTensor = (code: number, contents: readonly Field[], shape: readonly number[] = [3, 2]) =>
  onnxModel({ tensors: [tensorProto('items', [code, ...shape], contents)] });

describe('REC-4 weights from ONNX', () => {
  it.each([
    ['raw float32', oneTensor(1, [[9, bytesOf(rows)]])],
    ['packed float_data', oneTensor(1, [[4, bytesOf(rows)]])],
    ['double_data', oneTensor(11, [[10, bytesOf(Float64Array.from(rows))]])],
    ['raw float16', oneTensor(10, [[9, bytesOf(Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x4400, 0, 0xb400))]])],
    ['float16 in int32_data', oneTensor(10, [[5, packed([0x3c00, 0xc000, 0x3800, 0x4400, 0, 0xb400])]])],
    ['raw bfloat16', oneTensor(16, [[9, bytesOf(Uint16Array.of(0x3f80, 0xc000, 0x3f00, 0x4080, 0, 0xbe80))]])],
  ])('reads %s', (_, file) => {
    const { tensors, metadata } = readOnnx(file);
    expect(tensors.get('items')).toMatchObject({ shape: [3, 2] });
    expect(metadata).toEqual({ producer: 'vitrine-test' });
    expect(numbersOf(file)).toEqual([...rows]);
  });

  it('reads whole numbers, packed shapes and the tensor of a Constant node', () => {
    const wholes = message([...tensorProto('items', [7], [[7, packed([5, -1])]]), [1, packed([2])]]);
    const constant = nodeProto('Constant', { inputs: [], outputs: ['c'] }, [
      [
        5,
        [
          [1, 'value'],
          [5, tensorProto('', [1, 2], [[9, bytesOf(Float32Array.of(7, 8))]])],
        ],
      ],
    ]);
    const file = message([
      [
        7,
        [
          [5, wholes],
          [1, constant],
        ],
      ],
    ]);
    expect(numbersOf(file)).toEqual([5, -1]);
    expect(numbersOf(file, 'c')).toEqual([7, 8]);
  });

  describe('in 8 bits', () => {
    const quantised = tensorProto('items', [3, 3, 2], [[9, bytesOf(Int8Array.of(10, -20, 30, 0, 5, 127))]]);
    const scale = (values: readonly number[]) =>
      tensorProto(
        'scale',
        [1, ...(values.length === 1 ? [] : [values.length])],
        [[9, bytesOf(Float32Array.from(values))]],
      );
    const zero = (values: readonly number[]) =>
      tensorProto('zero', [3, ...(values.length === 1 ? [] : [values.length])], [[9, bytesOf(Int8Array.from(values))]]);
    const dequantise = (input: string, axis?: number) =>
      nodeProto(
        'DequantizeLinear',
        { inputs: [input, 'scale', 'zero'], outputs: ['real'] },
        axis === undefined
          ? []
          : [
              [
                5,
                [
                  [1, 'axis'],
                  [3, axis],
                ],
              ],
            ],
      );
    const gather = nodeProto('Gather', { inputs: ['items', 'ids'], outputs: ['rows'] });

    const once = [scale([0.5]), zero([10])];
    it.each([
      {
        of: 'the tensor itself',
        constants: once,
        nodes: [dequantise('items')],
        expected: [0, -15, 10, -5, -2.5, 58.5],
      },
      {
        of: 'the rows gathered from it',
        constants: once,
        nodes: [gather, dequantise('rows')],
        expected: [0, -15, 10, -5, -2.5, 58.5],
      },
      {
        of: 'each row',
        constants: [scale([1, 0.5, 0.25]), zero([0, 0, 1])],
        nodes: [dequantise('items', 0)],
        expected: [10, -20, 15, 0, 1, 31.5],
      },
      {
        of: 'each column',
        constants: [scale([1, 0.5]), zero([0, 0])],
        nodes: [dequantise('items', -1)],
        expected: [10, -10, 30, 0, 5, 63.5],
      },
    ])('reads a scale of $of', ({ constants, nodes, expected }) => {
      expect(numbersOf(onnxModel({ tensors: [quantised, ...constants], nodes }))).toEqual(expected);
    });

    it('refuses what the graph does not explain: no scale, a reckoned scale, blocks', () => {
      const read = (tensors: Field[][], nodes: Field[][]) => () =>
        numbersOf(onnxModel({ tensors: [quantised, ...tensors], nodes }));
      expect(read([], [])).toThrow(/"items" is 8-bit.*float32/);
      const axisOne: Field[] = [
        [
          5,
          [
            [1, 'axis'],
            [3, 1],
          ],
        ],
      ];
      const columns = nodeProto('Gather', { inputs: ['items', 'ids'], outputs: ['rows'] }, axisOne);
      expect(read([scale([1, 0.5]), zero([0, 0])], [columns, dequantise('rows')])).toThrow(/"items" is 8-bit.*float32/);
      expect(read([zero([0])], [dequantise('items')])).toThrow(/"scale" is reckoned by the graph/);
      expect(read([scale([1, 1, 1]), zero([0, 0, 0])], [gather, dequantise('rows', 0)])).toThrow(
        /3 scales along dimension 0/,
      );
      expect(read([scale([1, 1]), zero([0])], [dequantise('items', 1)])).toThrow(/other values than its zero point/);
    });
  });

  it('refuses numbers that lie elsewhere, are texts, do not fill the shape, or are none', () => {
    const contents =
      (fields: readonly Field[], code = 1) =>
      () =>
        numbersOf(oneTensor(code, fields));
    expect(
      contents([
        [
          13,
          [
            [1, 'location'],
            [2, 'model.data'],
          ],
        ],
        [14, 1],
      ]),
    ).toThrow(/another file.*one file/);
    expect(contents([[6, 'word']], 8)).toThrow(/type STRING/);
    expect(contents([[9, bytesOf(rows.subarray(1))]])).toThrow(/needs 6 numbers.*has 5/);
    expect(contents([[9, bytesOf(Float32Array.of(0, 1, 2, NaN, 4, 5))]])).toThrow(
      /"items" is not a number.*row 1, column 1/,
    );
    expect(() => readOnnx(oneTensor(1, [], [3, -1]))).toThrow(/shape \[3, -1\]/);
    expect(() => readOnnx(oneTensor(1, [], [2 ** 40, 2 ** 40]))).toThrow(/too large/);
  });

  it('refuses a model without graph, without tensors, and with two of one name', () => {
    expect(() => readOnnx(message([[1, 8]]))).toThrow(/no ONNX graph/);
    expect(() => readOnnx(onnxModel({ tensors: [] }))).toThrow(/no tensors of its own/);
    const twin = tensorProto('items', [1, 1], [[9, bytesOf(Float32Array.of(1))]]);
    expect(() => readOnnx(onnxModel({ tensors: [twin, twin] }))).toThrow(/one name/);
  });

  it('refuses what would take far more memory than it has bytes, naming the tensor where one is meant', () => {
    const many = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
    const shaped = (fields: readonly Field[]) => onnxModel({ tensors: [[[8, 'items'], [2, 7], ...fields]] });
    // Many dimensions of 1, many numbers for a shape of two, and as many pieces and tensors without content.
    expect(() => readOnnx(shaped([[1, many(300_000, 1)]]))).toThrow(/"items" has the shape \[(1, ){8}1\]; export/);
    const tooMany = shaped([
      [7, many(300_000, 1)],
      [1, packed([2])],
    ]);
    expect(() => numbersOf(tooMany)).toThrow(/"items" of shape \[2\] needs 2 numbers of type I64 and has 300000/);
    const empty = (field: number) =>
      Uint8Array.from({ length: 400_000 }, (_, at) => (at % 2 === 0 ? field * 8 + 2 : 0));
    expect(() => readOnnx(message([[7, [[5, empty(4)]]]]))).toThrow(/in more than 131072 pieces/);
    expect(() => readOnnx(message([[7, empty(5)]]))).toThrow(/more than 131072 tensors and nodes/);
    expect(() => readOnnx(empty(14))).toThrow(/more than 131072 notes/);
    const huge = shaped([[1, packed([2 ** 31])]]);
    expect(() => numbersOf(huge)).toThrow(/needs 2147483648 numbers of type I64 and has 0/);
  });

  it('answers any damage and any bytes with a sentence, or with finite numbers', () => {
    const whole = onnxModel({
      tensors: [tensorProto('items', [1, 3, 2], [[9, bytesOf(rows)]])],
      nodes: [nodeProto('Gather', { inputs: ['items', 'ids'], outputs: ['rows'] })],
    });
    const readsOrSays = (bytes: Uint8Array): void => {
      try {
        for (const tensor of readOnnx(bytes).tensors.values())
          expect(tensor.numbers().every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(WeightsError);
      }
    };
    for (let length = 0; length < whole.length; length++)
      expect(() => numbersOf(whole.slice(0, length))).toThrow(WeightsError);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => readsOrSays(whole.with(at, byte))),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readsOrSays), { numRuns: 300 });
  });
});

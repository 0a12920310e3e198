import { plainKernels } from '@vitrine/engine';
import { WeightsError } from '@vitrine/engine/weights';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FoundRuntime } from '../weights/index.ts';
import { bertOfOneLayer, config, tokenizer } from './sentence-model.fixture.ts';
import { openTextEncoder } from './text-encoder.ts';

describe('REC-15 text encoder from a local folder', () => {
  let root: string;
  const folderOf = async (name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
    const folder = join(root, name);
    await mkdir(join(folder, '1_Pooling'), { recursive: true });
    for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
    return folder;
  };
  const open = (folder: string, runtime: FoundRuntime | string | null = null) =>
    openTextEncoder(folder, { kernels: plainKernels, runtime });
  const json = (value: unknown) => JSON.stringify(value);

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'vitrine-encoder-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('needs no package where safetensors are: vectors of 384 numbers and length 1, like texts alike', async () => {
    const folder = await folderOf('own', {
      'tokenizer.json': json(tokenizer),
      'config.json': json(config),
      'model.safetensors': bertOfOneLayer(),
    });
    const encoder = await open(folder);
    expect(encoder).toMatchObject({ width: 384, computedBy: 'own kernels' });
    // The model has places for begin, six words and end.
    const [long, cut] = ['red '.repeat(50), 'red '.repeat(6)];
    const vectors = await encoder.encode(['red dress', 'Red  DRESS', 'blue dresss', '', long, cut]);
    const row = (at: number) => [...vectors.subarray(at * 384, at * 384 + 384)];
    expect(row(0)).toEqual(row(1));
    expect(row(0)).not.toEqual(row(2));
    expect(Math.hypot(...row(3))).toBeCloseTo(1, 5);
    expect(row(4)).toEqual(row(5));
    await encoder.close();
  });

  it('runs model.onnx by the optional package, filling up, masking and giving each text its own row', async () => {
    const folder = await folderOf('onnx', { 'tokenizer.json': json(tokenizer), 'model.onnx': 'bytes' });
    /** Answers each token with a vector that its number and the mask decide; the padding must not count. */
    const runtime: FoundRuntime = {
      version: '1.0',
      providers: ['cuda', 'cpu'],
      runtime: {
        Tensor: class {
          readonly values: ArrayLike<unknown>;
          readonly shape: readonly number[];
          constructor(_type: string, values: ArrayLike<unknown>, shape: readonly number[]) {
            this.values = values;
            this.shape = shape;
          }
        },
        InferenceSession: {
          create: async () => ({
            inputNames: ['input_ids', 'attention_mask'],
            outputNames: ['last_hidden_state'],
            run: async (inputs) => {
              const { values, shape } = inputs.input_ids as { values: BigInt64Array; shape: readonly number[] };
              const data = Float32Array.from({ length: values.length * 384 }, (_, at) =>
                at % 384 === Number(values[Math.floor(at / 384)]) ? 1 : 0,
              );
              return { last_hidden_state: { data, dims: [...shape, 384] } };
            },
          }),
        },
      },
    };
    const encoder = await open(folder, runtime);
    expect(encoder.computedBy).toBe('onnxruntime-node 1.0 on cuda');
    const vectors = await encoder.encode(['red red red', 'blue']);
    // Begin, three times red, end; and begin, blue, end: nothing of the padding.
    expect([...vectors.subarray(0, 8)].map((value) => value * Math.sqrt(11))).toEqual(
      [0, 0, 1, 1, 3, 0, 0, 0].map((value) => expect.closeTo(value, 5)),
    );
    expect([...vectors.subarray(384, 392)].map((value) => value * Math.sqrt(3))).toEqual(
      [0, 0, 1, 1, 0, 0, 1, 0].map((value) => expect.closeTo(value, 5)),
    );
  });

  it('says what is missing and what to do', async () => {
    const text = json(tokenizer);
    const refusal = async (name: string, files: Readonly<Record<string, string>>, runtime: string | null = null) =>
      expect(open(await folderOf(name, files), runtime)).rejects;
    await (await refusal('a', {})).toThrow(/tokenizer.json cannot be read \(ENOENT\)/);
    await (await refusal('b', { 'tokenizer.json': '{' })).toThrow(/tokenizer.json is no JSON/);
    await (await refusal('c', { 'tokenizer.json': text })).toThrow(/neither model.safetensors nor model.onnx/);
    await (
      await refusal('d', { 'tokenizer.json': text, 'model.onnx': '' })
    ).toThrow(/onnxruntime-node is not installed. Install it/);
    await (
      await refusal('e', { 'tokenizer.json': text, 'model.onnx': '' }, 'it does not load')
    ).toThrow(/it does not load. Install/);
    await (
      await refusal('f', { 'tokenizer.json': text, 'model.safetensors': '' })
    ).toThrow(/config.json cannot be read/);
    await (
      await refusal('g', { 'tokenizer.json': text, 'config.json': json(config), 'model.safetensors': 'x' })
    ).toThrow(WeightsError);
    await (
      await refusal('h', {
        'tokenizer.json': text,
        'config.json': json({ ...config, hidden_size: 768 }),
        'model.safetensors': 'x',
      })
    ).toThrow(/768 numbers, and 384/);
    await (
      await refusal('i', { 'tokenizer.json': text, '1_Pooling/config.json': '{"pooling_mode_cls_token":true}' })
    ).toThrow(/another pooling/);
  });
});

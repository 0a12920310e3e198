import { RandomStream } from '@vitrine/kernels';
import { fc } from '@vitrine/testkit/property';
import { compiledKernels } from '@vitrine/testkit/kernels';
import { startKernels } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { plainKernels } from '../factors/kernel-source.ts';
import { readSafetensors, writeSafetensors } from '../weights/safetensors.ts';
import { bertEncoder } from './bert.ts';
import { bertSizes, bertWeights } from './bert-weights.ts';
import { wordPiece } from './word-piece.ts';

const pieces = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'hello',
  'world',
  '##s',
  'un',
  '##aff',
  '##able',
  ',',
  '!',
  'cafe',
  '東',
  '京',
  'e',
  '##e',
];
const described = (more: object = {}, model: object = {}) => ({
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    vocab: Object.fromEntries(pieces.map((piece, at) => [piece, at])),
    ...model,
  },
  ...more,
});
const tokensOf = (text: string, file: object = described()) =>
  wordPiece(file)
    .encode(text)
    .slice(1, -1)
    .map((id) => pieces[id]);

describe('REC-15 word pieces as BERT cuts them', () => {
  it.each([
    ['Hello, WORLDS!', ['hello', ',', 'world', '##s', '!']],
    ['unaffable', ['un', '##aff', '##able']],
    ['Café caf\u0301e', ['cafe', 'cafe']],
    ['東京', ['東', '京']],
    ['hel\u0000lo\u200b\u00a0world\r\n', ['hello', 'world']],
    ['hel\u000blo\fworl\u0085d', ['[UNK]']],
    ['un\faff\u000bable\u2028world', ['un', '##aff', '##able', 'world']],
    ['hellox zebra', ['[UNK]', '[UNK]']],
    ['e'.repeat(101), ['[UNK]']],
    ['[SEP]', ['[UNK]', '[UNK]', '[UNK]']],
    ['', []],
  ])('cuts %j', (text, expected) => expect(tokensOf(text)).toEqual(expected));

  it('keeps begin and end within the most tokens, whatever the text', () => {
    const short = wordPiece(described({ truncation: { max_length: 5 } }));
    expect(short.encode('hello hello worlds').map((id) => pieces[id])).toEqual([
      '[CLS]',
      'hello',
      'hello',
      'world',
      '[SEP]',
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const tokens = short.encode(text);
        expect([tokens[0], tokens.at(-1), tokens.length <= 5]).toEqual([2, 3, true]);
      }),
    );
  });

  it('refuses other tokenizers and vocabularies that are none', () => {
    expect(() => wordPiece(described({}, { type: 'BPE' }))).toThrow(/tokenizer is BPE, BertNormalizer/);
    expect(() => wordPiece(described({}, { vocab: { a: 0 } }))).toThrow(/no token \[UNK\]/);
    expect(() => wordPiece(described({}, { vocab: { a: -1 } }))).toThrow(/gives "a" the number -1/);
    expect(() => wordPiece(null)).toThrow(/only WordPiece/);
  });
});

const config = {
  model_type: 'bert',
  hidden_act: 'gelu',
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 32,
  max_position_embeddings: 12,
  vocab_size: pieces.length,
  layer_norm_eps: 1e-12,
};

/** A BERT of given numbers, random ones unless told otherwise, in the layout of the published ones. */
function weightsFile(change: Readonly<Record<string, readonly number[]>> = {}, next = randomNumbers()) {
  const shapes: Record<string, readonly number[]> = {
    'embeddings.word_embeddings.weight': [pieces.length, 16],
    'embeddings.position_embeddings.weight': [12, 16],
    'embeddings.token_type_embeddings.weight': [2, 16],
  };
  const add = (name: string, outputs: number, inputs?: number): void => {
    shapes[`${name}.weight`] = inputs === undefined ? [outputs] : [outputs, inputs];
    shapes[`${name}.bias`] = [outputs];
  };
  add('embeddings.LayerNorm', 16);
  for (const layer of [0, 1].map((at) => `encoder.layer.${at}`)) {
    for (const part of ['self.query', 'self.key', 'self.value', 'output.dense'])
      add(`${layer}.attention.${part}`, 16, 16);
    for (const part of ['attention.output', 'output']) add(`${layer}.${part}.LayerNorm`, 16);
    add(`${layer}.intermediate.dense`, 32, 16);
    add(`${layer}.output.dense`, 16, 32);
  }
  const tensors = Object.entries({ ...shapes, ...change }).map(([name, shape]) => ({
    name,
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, next),
  }));
  return readSafetensors(writeSafetensors(tensors));
}

function randomNumbers(): () => number {
  const random = new RandomStream(9);
  return () => random.nextNormal() * 0.5;
}

/** Numbers from -1 to 1 that any program can make: Lehmer's generator, 16807 times the last modulo 2^31 - 1, from 1 on. */
function lehmerNumbers(): () => number {
  let state = 1;
  return () => (state = (state * 16_807) % 2_147_483_647) * (2 / 2_147_483_647) - 1;
}

describe('REC-15 a transformer on our own kernels', () => {
  const texts = [
    [2, 4, 5, 3],
    [2, 3],
    [2, 7, 8, 9, 10, 4, 3],
    [2, 12, 3],
  ];
  const encoder = bertEncoder(bertWeights(weightsFile(), bertSizes(config)), plainKernels);

  it('gives vectors of length 1 that do not depend on the other texts, but on the order of words', () => {
    const together = encoder.encode(texts);
    texts.forEach((text, at) => {
      const own = together.slice(at * 16, at * 16 + 16);
      expect(own.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
      expect([...encoder.encode([text])]).toEqual([...own].map((value) => expect.closeTo(value, 5)));
    });
    const turned = encoder.encode([[2, 5, 4, 3]]);
    expect(Math.max(...turned.map((value, at) => Math.abs(value - (together[at] ?? 0))))).toBeGreaterThan(1e-3);
    expect(encoder.encode([])).toHaveLength(0);
  });

  /**
   * By numpy in float64 from the paper (Devlin et al. 2019) with the error function of scipy; `FlaxBertModel` of transformers 4.49.0 on jax 0.4.38
   * gives the same vectors to 1.5e-7 from the same weights, the mean of its last hidden states at length 1.
   */
  const golden = [
    [
      -0.5862241, 0.0567751, 0.365147, -0.0795669, -0.1763221, 0.0507907, 0.0953304, -0.308224, 0.0653368, 0.1725976,
      0.0813293, 0.5128903, 0.0336509, -0.2431032, -0.0926816, -0.0560748,
    ],
    [
      -0.5907194, 0.0788065, 0.3565483, -0.093727, -0.171191, 0.0479718, 0.094627, -0.2992613, 0.0633939, 0.1879131,
      0.0680511, 0.5149124, 0.0490195, -0.2388287, -0.0905026, -0.0456156,
    ],
    [
      -0.6056337, 0.0643687, 0.3564856, -0.0748777, -0.1734204, 0.0628675, 0.0866066, -0.3006399, 0.0639986, 0.1800455,
      0.0687228, 0.5088839, 0.005546, -0.2403549, -0.0689842, -0.0413024,
    ],
    [
      -0.5943425, 0.0736365, 0.35748, -0.0890851, -0.1723718, 0.0529691, 0.0937317, -0.3011696, 0.0638697, 0.1829269,
      0.071455, 0.5130429, 0.0288196, -0.2395784, -0.0853921, -0.0471095,
    ],
  ];

  it('computes what the reference does', () => {
    const reference = bertEncoder(bertWeights(weightsFile({}, lehmerNumbers()), bertSizes(config)), plainKernels);
    expect([...reference.encode(texts)]).toEqual(golden.flat().map((value) => expect.closeTo(value, 5)));
  });

  it('computes the same in WebAssembly', async () => {
    const module = await compiledKernels();
    const compiled = bertEncoder(bertWeights(weightsFile(), bertSizes(config)), () =>
      startKernels({ module, threads: 1 }),
    );
    expect([...compiled.encode(texts)]).toEqual([...encoder.encode(texts)].map((value) => expect.closeTo(value, 5)));
  });

  it('refuses models of another kind, missing and misshapen tensors, and tokens of another tokenizer', () => {
    expect(() => bertSizes({ ...config, model_type: 'llama' })).toThrow(/another kind \(llama, gelu, absolute\)/);
    expect(() => bertSizes({ ...config, num_attention_heads: 5 })).toThrow(/heads do not divide/);
    expect(() => bertSizes({ ...config, num_hidden_layers: 1e9 })).toThrow(/num_hidden_layers 1000000000/);
    expect(() => bertWeights(weightsFile(), bertSizes({ ...config, num_hidden_layers: 3 }))).toThrow(
      /no tensor "encoder.layer.2/,
    );
    expect(() =>
      bertWeights(weightsFile({ 'encoder.layer.1.output.dense.weight': [32, 16] }), bertSizes(config)),
    ).toThrow(/\[32, 16\] and config.json asks for \[16, 32\]/);
    expect(() => encoder.encode([[2, 99, 3]])).toThrow(/tokenizer does not belong/);
  });
});

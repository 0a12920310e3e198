import { writeSafetensors } from '@vitrine/engine/weights';

const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'red', 'dress', 'blue', '##s'];
/** A `tokenizer.json`. */
export const tokenizer = {
  normalizer: { type: 'BertNormalizer', lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  model: { type: 'WordPiece', vocab: Object.fromEntries(vocabulary.map((piece, at) => [piece, at])) },
};
/** A `config.json`. */
export const config = {
  model_type: 'bert',
  hidden_act: 'gelu',
  hidden_size: 384,
  num_hidden_layers: 1,
  num_attention_heads: 12,
  intermediate_size: 16,
  max_position_embeddings: 8,
  vocab_size: vocabulary.length,
};

/** One layer of small numbers that differ from place to place. */
export function bertOfOneLayer(): Uint8Array {
  const layer = 'encoder.layer.0';
  const square = [
    `${layer}.attention.self.query`,
    `${layer}.attention.self.key`,
    `${layer}.attention.self.value`,
    `${layer}.attention.output.dense`,
  ];
  const shapes: [string, number[]][] = [
    ['embeddings.word_embeddings.weight', [vocabulary.length, 384]],
    ['embeddings.position_embeddings.weight', [8, 384]],
    ['embeddings.token_type_embeddings.weight', [2, 384]],
    ...[
      'embeddings.LayerNorm',
      `${layer}.attention.output.LayerNorm`,
      `${layer}.output.LayerNorm`,
      ...square,
      `${layer}.output.dense`,
    ].map((name): [string, number[]] => [`${name}.bias`, [384]]),
    ...['embeddings.LayerNorm', `${layer}.attention.output.LayerNorm`, `${layer}.output.LayerNorm`].map(
      (name): [string, number[]] => [`${name}.weight`, [384]],
    ),
    ...square.map((name): [string, number[]] => [`${name}.weight`, [384, 384]]),
    [`${layer}.intermediate.dense.weight`, [16, 384]],
    [`${layer}.intermediate.dense.bias`, [16]],
    [`${layer}.output.dense.weight`, [384, 16]],
  ];
  return writeSafetensors(
    shapes.map(([name, shape], at) => ({
      name,
      shape,
      values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, place) =>
        Math.sin((place + 1) * (at + 2)),
      ),
    })),
  );
}

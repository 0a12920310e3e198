import type { WeightFile } from '../weights/weight-file.ts';
import { shapeText } from '../weights/weight-file.ts';
import { WeightsError } from '../weights/weights-error.ts';

/** Sizes of a BERT encoder, from its config.json. */
export interface BertSizes {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly inner: number;
  readonly positions: number;
  readonly vocabulary: number;
  readonly epsilon: number;
}

/** One affine map, `weight` by rows [out, in]. */
export interface Linear {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly inputs: number;
  readonly outputs: number;
}

/** Scale and shift of a layer norm. */
export interface Norm {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** One block of the encoder. */
export interface BertLayer {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly attended: Linear;
  readonly attendedNorm: Norm;
  readonly widen: Linear;
  readonly narrow: Linear;
  readonly narrowNorm: Norm;
}

/** All numbers of a BERT encoder. */
export interface BertWeights {
  readonly sizes: BertSizes;
  readonly words: Float32Array;
  readonly positions: Float32Array;
  /** The embedding of the first of two sentences: there is only one. */
  readonly sentence: Float32Array;
  readonly norm: Norm;
  readonly layers: readonly BertLayer[];
}

/** Reads sizes from a parsed config.json. @throws WeightsError when it is no BERT encoder whose parts are known here. */
export function bertSizes(config: unknown): BertSizes {
  const of = typeof config === 'object' && config !== null ? (config as Record<string, unknown>) : {};
  const kinds = `${String(of.model_type)}, ${String(of.hidden_act)}, ${String(of.position_embedding_type ?? 'absolute')}`;
  if (kinds !== 'bert, gelu, absolute') {
    throw new WeightsError(
      `config.json describes a model of another kind (${kinds}); BERT with gelu is computed here, such as all-MiniLM-L6-v2`,
    );
  }
  const whole = (name: string, most: number): number => {
    const value = of[name];
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new WeightsError(`config.json says ${name} ${JSON.stringify(value)}; a whole number up to ${most} is needed`);
  };
  const sizes = {
    width: whole('hidden_size', 4096),
    layers: whole('num_hidden_layers', 48),
    heads: whole('num_attention_heads', 64),
    inner: whole('intermediate_size', 16_384),
    positions: whole('max_position_embeddings', 8192),
    vocabulary: whole('vocab_size', 2 ** 20),
    epsilon: typeof of.layer_norm_eps === 'number' ? of.layer_norm_eps : 1e-12,
  };
  if (sizes.width % sizes.heads !== 0)
    throw new WeightsError('config.json has a hidden_size that its heads do not divide');
  return sizes;
}

/** Takes the tensors of a BERT encoder out of a file. @throws WeightsError naming the one that is missing or has another shape. */
export function bertWeights(file: WeightFile, sizes: BertSizes): BertWeights {
  const prefix = file.tensors.has('bert.embeddings.word_embeddings.weight') ? 'bert.' : '';
  const { width, inner } = sizes;
  const take = (name: string, shape: readonly number[]): Float32Array => {
    const tensor = file.tensors.get(prefix + name);
    if (tensor === undefined)
      throw new WeightsError(`the weights have no tensor "${prefix}${name}"; fetch the model folder again`);
    if (shapeText(tensor.shape) !== shapeText(shape)) {
      throw new WeightsError(
        `tensor "${prefix}${name}" has the shape ${shapeText(tensor.shape)} and config.json asks for ${shapeText(shape)}; fetch the model folder again`,
      );
    }
    return tensor.numbers();
  };
  const linear = (name: string, inputs: number, outputs: number): Linear => ({
    weight: take(`${name}.weight`, [outputs, inputs]),
    bias: take(`${name}.bias`, [outputs]),
    inputs,
    outputs,
  });
  const norm = (name: string): Norm => ({
    scale: take(`${name}.weight`, [width]),
    shift: take(`${name}.bias`, [width]),
  });
  const layer = (at: number): BertLayer => {
    const name = `encoder.layer.${at}`;
    return {
      query: linear(`${name}.attention.self.query`, width, width),
      key: linear(`${name}.attention.self.key`, width, width),
      value: linear(`${name}.attention.self.value`, width, width),
      attended: linear(`${name}.attention.output.dense`, width, width),
      attendedNorm: norm(`${name}.attention.output.LayerNorm`),
      widen: linear(`${name}.intermediate.dense`, width, inner),
      narrow: linear(`${name}.output.dense`, inner, width),
      narrowNorm: norm(`${name}.output.LayerNorm`),
    };
  };
  return {
    sizes,
    words: take('embeddings.word_embeddings.weight', [sizes.vocabulary, width]),
    positions: take('embeddings.position_embeddings.weight', [sizes.positions, width]),
    sentence: take('embeddings.token_type_embeddings.weight', [2, width]).subarray(0, width),
    norm: norm('embeddings.LayerNorm'),
    layers: Array.from({ length: sizes.layers }, (_, at) => layer(at)),
  };
}

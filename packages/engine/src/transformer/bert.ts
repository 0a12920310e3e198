import { type Kernels, makeMatrix, type Matrix, multiply } from '@vitrine/kernels';
import type { KernelSource } from '../factors/kernel-source.ts';
import { WeightsError } from '../weights/weights-error.ts';
import type { BertWeights, Linear, Norm } from './bert-weights.ts';

/** A sentence encoder in memory. */
export interface Encoder {
  readonly width: number;
  /** Vectors of length 1 by rows, one for each text given as token numbers; about 21 million operations a token for MiniLM. */
  encode(texts: readonly (readonly number[])[]): Float32Array;
  /** Ends the threads that compute for it. */
  end(): void;
}

/** Tokens that go through the layers together: enough for the products to be worth their packing. */
const tokensAtOnce = 512;

/**
 * A BERT encoder with mean pooling and vectors of length 1, as sentence models use it, on our own kernels: products of matrices there, the
 * rest here. Texts are laid one after another without padding, so that a text's vector does not depend on its neighbours.
 */
export function bertEncoder(weights: BertWeights, source: KernelSource): Encoder {
  const kernels = source();
  const { sizes } = weights;
  const layers = weights.layers.map((layer) => ({
    ...layer,
    query: inMemory(kernels, layer.query),
    key: inMemory(kernels, layer.key),
    value: inMemory(kernels, layer.value),
    attended: inMemory(kernels, layer.attended),
    widen: inMemory(kernels, layer.widen),
    narrow: inMemory(kernels, layer.narrow),
  }));
  const encodeGroup = (texts: readonly (readonly number[])[], out: Float32Array): void => {
    const starts = startsOf(texts);
    const tokens = starts[texts.length];
    kernels.memory.scope(() => {
      const state = embed(weights, texts, makeMatrix(kernels, tokens, sizes.width));
      const make = (columns: number): Matrix => makeMatrix(kernels, tokens, columns);
      const [query, key, value, mixed, wide] = [
        make(sizes.width),
        make(sizes.width),
        make(sizes.width),
        make(sizes.width),
        make(sizes.inner),
      ];
      for (const layer of layers) {
        apply(kernels, layer.query, { left: state, out: query });
        apply(kernels, layer.key, { left: state, out: key });
        apply(kernels, layer.value, { left: state, out: value });
        attend({ query, key, value, mixed }, { starts, heads: sizes.heads });
        apply(kernels, layer.attended, { left: mixed, out: query });
        addAndNorm(state, query, { norm: layer.attendedNorm, epsilon: sizes.epsilon });
        apply(kernels, layer.widen, { left: state, out: wide });
        gelu(wide.values);
        apply(kernels, layer.narrow, { left: wide, out: query });
        addAndNorm(state, query, { norm: layer.narrowNorm, epsilon: sizes.epsilon });
      }
      pool(state, starts, out);
    });
  };
  return {
    width: sizes.width,
    end: () => kernels.end(),
    encode(texts) {
      const vectors = new Float32Array(texts.length * sizes.width);
      let begin = 0;
      for (const group of groupsOf(texts)) {
        encodeGroup(group, vectors.subarray(begin * sizes.width, (begin + group.length) * sizes.width));
        begin += group.length;
      }
      return vectors;
    },
  };
}

interface KernelLinear {
  readonly weight: Matrix;
  readonly bias: Float32Array;
}

function inMemory(kernels: Kernels, { weight, bias, inputs, outputs }: Linear): KernelLinear {
  const matrix = makeMatrix(kernels, outputs, inputs);
  matrix.values.set(weight);
  return { weight: matrix, bias };
}

function groupsOf(texts: readonly (readonly number[])[]): (readonly (readonly number[])[])[] {
  const groups: (readonly number[])[][] = [];
  let tokens = Infinity;
  for (const text of texts) {
    if (tokens + text.length > tokensAtOnce) {
      groups.push([]);
      tokens = 0;
    }
    groups[groups.length - 1].push(text);
    tokens += text.length;
  }
  return groups;
}

function startsOf(texts: readonly (readonly number[])[]): Int32Array {
  const starts = new Int32Array(texts.length + 1);
  texts.forEach((text, at) => (starts[at + 1] = starts[at] + text.length));
  return starts;
}

function embed(weights: BertWeights, texts: readonly (readonly number[])[], state: Matrix): Matrix {
  const { sizes, words, positions, sentence, norm } = weights;
  const { width } = sizes;
  let row = 0;
  for (const text of texts) {
    if (text.length > sizes.positions || text.some((token) => !(token >= 0 && token < sizes.vocabulary))) {
      throw new WeightsError('the tokenizer does not belong to these weights; take both from one model folder');
    }
    text.forEach((token, place) => {
      for (let at = 0; at < width; at++) {
        state.values[row * width + at] = words[token * width + at] + positions[place * width + at] + sentence[at];
      }
      row++;
    });
  }
  normalise(state, norm, sizes.epsilon);
  return state;
}

/** out = left weight' + bias. */
function apply(
  kernels: Kernels,
  { weight, bias }: KernelLinear,
  { left, out }: { readonly left: Matrix; readonly out: Matrix },
): void {
  multiply(kernels, { left, right: weight, out, transposeRight: true });
  for (let base = 0; base < out.values.length; base += bias.length) {
    for (let at = 0; at < bias.length; at++) out.values[base + at] += bias[at];
  }
}

/** Softmax attention of each text to itself, head by head; O(tokens of a text^2 x width). */
function attend(
  of: { readonly query: Matrix; readonly key: Matrix; readonly value: Matrix; readonly mixed: Matrix },
  shape: { readonly starts: Int32Array; readonly heads: number },
): void {
  const width = of.query.columns;
  const [query, key, value, mixed] = [of.query.values, of.key.values, of.value.values, of.mixed.values];
  const size = width / shape.heads;
  const scale = 1 / Math.sqrt(size);
  mixed.fill(0);
  for (let text = 0; text + 1 < shape.starts.length; text++) {
    const [begin, end] = [shape.starts[text], shape.starts[text + 1]];
    const shares = new Float64Array(end - begin);
    for (let head = 0; head < width; head += size) {
      for (let row = begin; row < end; row++) {
        softmaxOf(shares, (other) => {
          let sum = 0;
          const [a, b] = [row * width + head, (begin + other) * width + head];
          for (let at = 0; at < size; at++) sum += query[a + at] * key[b + at];
          return sum * scale;
        });
        for (let other = 0; other < shares.length; other++) {
          const [a, b] = [row * width + head, (begin + other) * width + head];
          for (let at = 0; at < size; at++) mixed[a + at] += shares[other] * value[b + at];
        }
      }
    }
  }
}

function softmaxOf(shares: Float64Array, scoreOf: (at: number) => number): void {
  let largest = -Infinity;
  for (let at = 0; at < shares.length; at++) {
    shares[at] = scoreOf(at);
    if (shares[at] > largest) largest = shares[at];
  }
  let total = 0;
  for (let at = 0; at < shares.length; at++) total += shares[at] = Math.exp(shares[at] - largest);
  for (let at = 0; at < shares.length; at++) shares[at] /= total;
}

function addAndNorm(state: Matrix, change: Matrix, by: { readonly norm: Norm; readonly epsilon: number }): void {
  for (let at = 0; at < state.values.length; at++) state.values[at] += change.values[at];
  normalise(state, by.norm, by.epsilon);
}

function normalise({ values, columns }: Matrix, { scale, shift }: Norm, epsilon: number): void {
  for (let base = 0; base < values.length; base += columns) {
    let mean = 0;
    for (let at = 0; at < columns; at++) mean += values[base + at];
    mean /= columns;
    let variance = 0;
    for (let at = 0; at < columns; at++) variance += (values[base + at] - mean) ** 2;
    const factor = 1 / Math.sqrt(variance / columns + epsilon);
    for (let at = 0; at < columns; at++)
      values[base + at] = (values[base + at] - mean) * factor * scale[at] + shift[at];
  }
}

/** x Phi(x) with the error function of Abramowitz and Stegun 7.1.26: off by at most 2.2e-7. */
function gelu(values: Float32Array): void {
  for (let at = 0; at < values.length; at++) {
    const x = values[at];
    const size = Math.abs(x) * Math.SQRT1_2;
    const t = 1 / (1 + 0.3275911 * size);
    const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
    const erf = 1 - series * Math.exp(-size * size);
    values[at] = 0.5 * x * (1 + (x < 0 ? -erf : erf));
  }
}

/** The mean over each text's tokens, at length 1. */
function pool({ values, columns }: Matrix, starts: Int32Array, out: Float32Array): void {
  for (let text = 0; text + 1 < starts.length; text++) {
    const vector = out.subarray(text * columns, text * columns + columns);
    for (let row = starts[text]; row < starts[text + 1]; row++) {
      for (let at = 0; at < columns; at++) vector[at] += values[row * columns + at];
    }
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let at = 0; at < columns; at++) vector[at] /= length;
  }
}

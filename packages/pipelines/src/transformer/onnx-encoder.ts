import type { Tokenizer } from '@vitrine/engine/transformer';
import { WeightsError } from '@vitrine/engine/weights';
import type { FoundRuntime, OnnxSession } from '../weights/onnx-runtime.ts';
import { otherWidth, type TextEncoder384 } from './encoder-384.ts';

const textsAtOnce = 16;

/** A sentence model run by onnxruntime-node; texts of like length go together, filled up and masked. */
export async function onnxEncoder(path: string, tokenizer: Tokenizer, found: FoundRuntime): Promise<TextEncoder384> {
  const session = await openSession(path, found);
  return {
    width: 384,
    computedBy: `onnxruntime-node ${found.version} on ${found.providers[0] ?? 'cpu'}`,
    close: async () => session.release?.(),
    async encode(texts) {
      const vectors = new Float32Array(texts.length * 384);
      const tokens = texts.map((text, at) => ({ at, ids: tokenizer.encode(text) }));
      const byLength = tokens.toSorted((a, b) => a.ids.length - b.ids.length);
      for (let begin = 0; begin < byLength.length; begin += textsAtOnce) {
        const group = byLength.slice(begin, begin + textsAtOnce);
        const rows = await runGroup(
          session,
          group.map(({ ids }) => ids),
          found,
        );
        group.forEach(({ at }, row) => vectors.set(rows.subarray(row * 384, row * 384 + 384), at * 384));
      }
      return vectors;
    },
  };
}

async function openSession(path: string, { runtime, providers }: FoundRuntime): Promise<OnnxSession> {
  try {
    return await runtime.InferenceSession.create(path, { executionProviders: providers });
  } catch (cause) {
    throw new WeightsError(`${path} cannot be opened (${(cause as Error).message}); fetch it again`, { cause });
  }
}

async function runGroup(
  session: OnnxSession,
  texts: readonly (readonly number[])[],
  { runtime }: FoundRuntime,
): Promise<Float32Array> {
  const length = Math.max(...texts.map((ids) => ids.length));
  const filled = (valueOf: (id: number | undefined) => number) =>
    new runtime.Tensor(
      'int64',
      BigInt64Array.from(texts.flatMap((ids) => Array.from({ length }, (_, at) => BigInt(valueOf(ids[at]))))),
      [texts.length, length],
    );
  const known: Record<string, unknown> = {
    input_ids: filled((id) => id ?? 0),
    attention_mask: filled((id) => (id === undefined ? 0 : 1)),
    token_type_ids: filled(() => 0),
  };
  const foreign = session.inputNames.find((name) => known[name] === undefined);
  if (foreign !== undefined)
    throw new WeightsError(`the model asks for "${foreign}"; export it as a BERT feature extractor`);
  const outputs = await session.run(Object.fromEntries(session.inputNames.map((name) => [name, known[name]])));
  const name = ['sentence_embedding', 'last_hidden_state'].find((wanted) => outputs[wanted]) ?? session.outputNames[0];
  const output = name === undefined ? undefined : outputs[name];
  if (output === undefined) throw new WeightsError('the model has no output; export it as a BERT feature extractor');
  const width = output.dims.at(-1) ?? 0;
  if (width !== 384) throw otherWidth(width);
  return toUnit(output.dims.length === 2 ? Float32Array.from(output.data) : meanOf(output.data, texts, length));
}

function meanOf(data: Float32Array, texts: readonly (readonly number[])[], length: number): Float32Array {
  const means = new Float32Array(texts.length * 384);
  texts.forEach((ids, text) => {
    for (let place = 0; place < ids.length; place++) {
      const from = (text * length + place) * 384;
      for (let at = 0; at < 384; at++) means[text * 384 + at] = (means[text * 384 + at] ?? 0) + (data[from + at] ?? 0);
    }
  });
  return means;
}

function toUnit(vectors: Float32Array): Float32Array {
  for (let begin = 0; begin < vectors.length; begin += 384) {
    const vector = vectors.subarray(begin, begin + 384);
    const size = Math.hypot(...vector);
    if (!(size > 0 && size < Infinity)) {
      throw new WeightsError('the model gives vectors that are not finite or zero; fetch it again');
    }
    vector.forEach((value, at) => (vector[at] = value / size));
  }
  return vectors;
}

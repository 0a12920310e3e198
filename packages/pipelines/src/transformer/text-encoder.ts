import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KernelSource } from '@vitrine/engine';
import { bertEncoder, bertSizes, bertWeights, wordPiece } from '@vitrine/engine/transformer';
import { readSafetensors, WeightsError } from '@vitrine/engine/weights';
import { findOnnxRuntime, type FoundRuntime } from '../weights/onnx-runtime.ts';
import { otherWidth, type TextEncoder384 } from './encoder-384.ts';
import { onnxEncoder } from './onnx-encoder.ts';

/** How a folder is opened. */
export interface OpenOptions {
  readonly kernels: KernelSource;
  /** The optional runtime; looked for when left out, null does without. */
  readonly runtime?: FoundRuntime | string | null;
}

/**
 * Opens a sentence model in a local folder; nothing is fetched. `tokenizer.json` with either `model.onnx`, run by the optional package
 * onnxruntime-node, or `config.json` and `model.safetensors`, computed by our own kernels.
 * @throws WeightsError naming what is missing and what to do.
 */
export async function openTextEncoder(folder: string, options: OpenOptions): Promise<TextEncoder384> {
  const described = await readJson(folder, 'tokenizer.json');
  await refuseOtherPooling(folder);
  const has = { onnx: await isFile(folder, 'model.onnx'), safetensors: await isFile(folder, 'model.safetensors') };
  const runtime = options.runtime === undefined ? await findOnnxRuntime() : options.runtime;
  if (has.onnx && runtime !== null && typeof runtime !== 'string') {
    return onnxEncoder(join(folder, 'model.onnx'), wordPiece(described), runtime);
  }
  if (has.safetensors) return ownEncoder(folder, described, options.kernels);
  if (!has.onnx) {
    throw new WeightsError(`${folder} has neither model.safetensors nor model.onnx; fetch the whole model folder`);
  }
  throw new WeightsError(
    `${folder} has only model.onnx, and ${runtime ?? 'the optional package onnxruntime-node is not installed'}. Install it (npm install onnxruntime-node), or add config.json and model.safetensors, which need no package`,
  );
}

async function ownEncoder(folder: string, described: unknown, kernels: KernelSource): Promise<TextEncoder384> {
  const sizes = bertSizes(await readJson(folder, 'config.json'));
  if (sizes.width !== 384) throw otherWidth(sizes.width);
  const tokenizer = wordPiece(described, sizes.positions);
  const file = readSafetensors(await readPart(folder, 'model.safetensors'));
  const encoder = bertEncoder(bertWeights(file, sizes), kernels);
  return {
    width: 384,
    computedBy: 'own kernels',
    encode: (texts) => Promise.resolve().then(() => encoder.encode(texts.map((text) => tokenizer.encode(text)))),
    close: () => Promise.resolve(encoder.end()),
  };
}

/** A folder of sentence-transformers says how it pools; ours is the mean. */
async function refuseOtherPooling(folder: string): Promise<void> {
  const place = join('1_Pooling', 'config.json');
  if (!(await isFile(folder, place))) return;
  const pooling = (await readJson(folder, place)) as { pooling_mode_mean_tokens?: boolean } | null;
  if (pooling?.pooling_mode_mean_tokens === true) return;
  throw new WeightsError(
    `${join(folder, place)} asks for another pooling than the mean of the tokens; take a model with that`,
  );
}

async function isFile(folder: string, name: string): Promise<boolean> {
  return stat(join(folder, name)).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readPart(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (cause) {
    throw new WeightsError(
      `${join(folder, name)} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}); fetch the whole model folder`,
      { cause },
    );
  }
}

async function readJson(folder: string, name: string): Promise<unknown> {
  const bytes = await readPart(folder, name);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new WeightsError(`${join(folder, name)} is no JSON (${(cause as Error).message}); fetch it again`, { cause });
  }
}

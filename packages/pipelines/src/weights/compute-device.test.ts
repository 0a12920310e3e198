import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeDevice, findComputeDevice } from './compute-device.ts';
import { findOnnxRuntime } from './onnx-runtime.ts';

describe('REC-4 device detection', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-device-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says plain TypeScript and why without kernels, WebAssembly and its threads with them', async () => {
    const plain = await findComputeDevice(folder, 4);
    expect(plain).toMatchObject({
      kernels: 'plain TypeScript',
      threads: 1,
      reason: expect.stringContaining('not built'),
    });
    await writeFile(join(folder, 'kernels.wasm'), '');
    const compiled = await findComputeDevice(folder, 4);
    expect(compiled).toMatchObject({ kernels: 'WebAssembly SIMD', threads: 4, reason: null });
    expect(describeDevice(compiled)).toMatch(/^WebAssembly SIMD, 4 threads on ./);
  });

  /** A folder in whose node_modules the optional package is as `code` makes it. */
  async function withPackage(name: string, code: string): Promise<string> {
    const place = join(folder, name, 'node_modules', 'onnxruntime-node');
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'package.json'), '{"name":"onnxruntime-node","version":"1.2.3","main":"main.js"}');
    await writeFile(join(place, 'main.js'), code);
    return join(folder, name);
  }

  it('finds the optional runtime with the fastest provider it brings, and survives one that does not load', async () => {
    const backends = `exports.listSupportedBackends = () => [{ name: 'cpu', bundled: true }, { name: 'webgpu', bundled: true }, { name: 'cuda', bundled: true }, { name: 'coreml', bundled: false }];`;
    expect(
      await findOnnxRuntime(await withPackage('good', `exports.InferenceSession = {}; ${backends}`)),
    ).toMatchObject({
      version: '1.2.3',
      providers: ['cuda', 'cpu'],
    });
    expect(await findOnnxRuntime(await withPackage('broken', 'throw new Error("wrong glibc")'))).toMatch(
      /wrong glibc.*install it again/,
    );
  });
});

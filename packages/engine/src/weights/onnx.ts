import { bytesToText } from '../artifacts/text-bytes.ts';
import { dequantised, type OnnxNode } from './onnx-quantised.ts';
import { readTensor, type OnnxTensor } from './onnx-tensor.ts';
import { wireFields } from './protobuf.ts';
import type { WeightFile, WeightTensor } from './weight-file.ts';
import { WeightsError } from './weights-error.ts';

/** Numbers of the fields of onnx.proto that are read. */
const model = { producer: 2, graph: 7, metadata: 14 } as const;
const graph = { node: 1, initializer: 5 } as const;
const node = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const attribute = { name: 1, number: 3, tensor: 5 } as const;

/** Empty ones take two bytes of a file and some hundred of memory; large language models have some ten thousand. */
const mostParts = 2 ** 17;

/**
 * Opens the constant tensors of an ONNX file: initialisers and Constant nodes. The graph is never run; of its nodes only DequantizeLinear
 * and Gather are looked at, because they say how 8-bit embeddings are meant.
 * @throws WeightsError on bytes that are no ONNX model or hold no tensors.
 */
export function readOnnx(bytes: Uint8Array): WeightFile {
  const metadata: [string, string][] = [];
  let graphBytes: Uint8Array | null = null;
  for (const field of wireFields(bytes)) {
    if (field.number === model.graph && !field.isNumber) graphBytes = field.bytes;
    else if (field.number === model.producer && !field.isNumber) metadata.push(['producer', textOf(field.bytes)]);
    else if (field.number === model.metadata && !field.isNumber) metadata.push(readPair(field.bytes));
    if (metadata.length > mostParts)
      throw new WeightsError(`the ONNX file has more than ${mostParts} notes; export it again`);
  }
  if (graphBytes === null)
    throw new WeightsError('the file holds no ONNX graph; export the model as ONNX or safetensors');
  const { tensors, nodes } = readGraph(graphBytes);
  const found = tensors.map((tensor) => [tensor.name, dequantised(tensor, { tensors, nodes })] as const);
  const byName = new Map<string, WeightTensor>();
  for (const [name, tensor] of found) {
    if (byName.has(name)) {
      throw new WeightsError(`two tensors of the ONNX graph have one name, "${name}"; export the model again`);
    }
    byName.set(name, tensor);
  }
  if (found.length === 0) {
    throw new WeightsError('the ONNX graph has no tensors of its own (initializers); export the embeddings with it');
  }
  return { format: 'onnx', metadata: Object.fromEntries(metadata), tensors: byName };
}

function readGraph(bytes: Uint8Array): { tensors: OnnxTensor[]; nodes: OnnxNode[] } {
  const tensors: OnnxTensor[] = [];
  const nodes: OnnxNode[] = [];
  for (const field of wireFields(bytes)) {
    if (tensors.length + nodes.length > mostParts) {
      throw new WeightsError(
        `the ONNX graph has more than ${mostParts} tensors and nodes; export the embeddings without the rest of the model`,
      );
    }
    if (field.isNumber) continue;
    if (field.number === graph.initializer) tensors.push(readTensor(field.bytes));
    if (field.number !== graph.node) continue;
    const read = readNode(field.bytes);
    nodes.push(read);
    if (read.operator === 'Constant' && read.value !== null && read.outputs.length > 0) {
      tensors.push({ ...readTensor(read.value), name: read.outputs[0] });
    }
  }
  return { tensors, nodes };
}

function readNode(bytes: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  let operator = '';
  let axis: number | null = null;
  let value: Uint8Array | null = null;
  for (const field of wireFields(bytes)) {
    if (field.isNumber) continue;
    if (field.number === node.input) inputs.push(textOf(field.bytes));
    else if (field.number === node.output) outputs.push(textOf(field.bytes));
    else if (field.number === node.operator) operator = textOf(field.bytes);
    else if (field.number === node.attribute) {
      const read = readAttribute(field.bytes);
      if (read.name === 'axis') axis = read.number;
      if (read.name === 'value') value = read.tensor;
    }
  }
  return { operator, inputs, outputs, axis, value };
}

function readAttribute(bytes: Uint8Array): { name: string; number: number; tensor: Uint8Array | null } {
  let name = '';
  let number = 0;
  let tensor: Uint8Array | null = null;
  for (const field of wireFields(bytes)) {
    if (field.number === attribute.name && !field.isNumber) name = textOf(field.bytes);
    else if (field.number === attribute.number && field.isNumber) number = field.value;
    else if (field.number === attribute.tensor && !field.isNumber) tensor = field.bytes;
  }
  return { name, number, tensor };
}

function readPair(bytes: Uint8Array): [string, string] {
  let key = '';
  let value = '';
  for (const field of wireFields(bytes)) {
    if (field.number === 1) key = textOf(field.bytes);
    else if (field.number === 2) value = textOf(field.bytes);
  }
  return [key, value];
}

/** @throws WeightsError on bytes that are no text. */
function textOf(bytes: Uint8Array): string {
  try {
    return bytesToText(bytes);
  } catch (cause) {
    throw new WeightsError('a name in the ONNX file is not UTF-8 text; copy it again or export it again', { cause });
  }
}

import type { OnnxTensor } from './onnx-tensor.ts';
import { finiteOnly, shapeText, type WeightTensor } from './weight-file.ts';
import { WeightsError } from './weights-error.ts';

/** A node of the graph, as far as it is looked at. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly axis: number | null;
  /** The tensor of a Constant. */
  readonly value: Uint8Array | null;
}

interface Graph {
  readonly tensors: readonly OnnxTensor[];
  readonly nodes: readonly OnnxNode[];
}

/**
 * The tensor in its real numbers: (x - zero point) x scale, where the graph dequantises it itself or the rows it gathers from it.
 * An 8-bit tensor without that is refused when it is read, since its zero point is unknown.
 */
export function dequantised(tensor: OnnxTensor, graph: Graph): WeightTensor {
  const { name, type, shape } = tensor;
  if (type !== 'I8' && type !== 'U8') return tensor;
  const numbers = (): Float32Array => {
    const { node, isGathered } = dequantiserOf(tensor, graph);
    return finiteOnly(scaled(tensor, { ...scalesOf(node, graph), axis: node.axis ?? 1, isGathered }), tensor);
  };
  return { name, type, shape, numbers };
}

function dequantiserOf({ name, type }: OnnxTensor, { nodes }: Graph): { node: OnnxNode; isGathered: boolean } {
  // Along another axis columns are gathered, and a scale would not be of those of the tensor.
  const gathered = nodes.filter(
    ({ operator, inputs, axis }) => operator === 'Gather' && inputs[0] === name && (axis ?? 0) === 0,
  );
  const outputs = new Set(gathered.flatMap((gather) => gather.outputs));
  for (const node of nodes) {
    if (node.operator !== 'DequantizeLinear') continue;
    if (node.inputs[0] === name) return { node, isGathered: false };
    if (outputs.has(node.inputs[0])) return { node, isGathered: true };
  }
  throw new WeightsError(
    `tensor "${name}" is 8-bit (${type}) and no DequantizeLinear of the graph says its scale; export the embeddings as float32 or float16`,
  );
}

interface Scales {
  readonly scale: Float32Array;
  readonly zero: Float32Array;
}

function scalesOf({ inputs }: OnnxNode, { tensors }: Graph): Scales {
  const constant = (name: string): Float32Array => {
    const found = tensors.find((tensor) => tensor.name === name);
    if (found === undefined) {
      throw new WeightsError(`the scale "${name}" is reckoned by the graph, which is not run; export as float32`);
    }
    return found.raw();
  };
  const scale = constant(inputs[1] ?? '');
  const zero = inputs[2] ? constant(inputs[2]) : new Float32Array(scale.length);
  if (scale.length === 0 || scale.length !== zero.length) {
    throw new WeightsError(`the scale "${inputs[1]}" has other values than its zero point; export the model again`);
  }
  return { scale, zero };
}

function scaled(tensor: OnnxTensor, by: Scales & { axis: number; isGathered: boolean }): Float32Array {
  const { scale, zero } = by;
  const values = tensor.raw();
  const [rows = 1] = tensor.shape;
  const width = Math.max(1, values.length / Math.max(1, rows));
  const atOf = placeOfScale(tensor, by, { rows, width });
  for (let at = 0; at < values.length; at++) {
    const place = atOf(at);
    values[at] = (values[at] - zero[place]) * scale[place];
  }
  return values;
}

/** Which scale counts for a number: one for all, one a row, or one a column. */
function placeOfScale(
  { name, shape }: OnnxTensor,
  by: { scale: Float32Array; axis: number; isGathered: boolean },
  size: { rows: number; width: number },
): (at: number) => number {
  const count = by.scale.length;
  if (count === 1) return () => 0;
  const axis = by.axis < 0 ? by.axis + shape.length : by.axis;
  if (shape.length === 2 && count === size.rows && axis === 0 && !by.isGathered)
    return (at) => Math.floor(at / size.width);
  // Gathered rows may have any number of dimensions before the last one.
  if (shape.length === 2 && count === size.width && (axis === 1 || by.isGathered)) return (at) => at % size.width;
  throw new WeightsError(
    `tensor "${name}" of shape ${shapeText(shape)} has ${count} scales along dimension ${by.axis}, which is not understood; export as float32`,
  );
}

import { isNumberType, toFloat32 } from './number-types.ts';
import { WeightsError } from './weights-error.ts';

/** One array of numbers in a file of weights. */
export interface WeightTensor {
  readonly name: string;
  /** Element type as safetensors calls it: F32, F16, I8 ... */
  readonly type: string;
  readonly shape: readonly number[];
  /**
   * All numbers, the last dimension fastest.
   * @throws WeightsError when the type cannot be read, or a number is NaN, infinite or too large; it names the tensor and the first such row.
   */
  numbers(): Float32Array;
}

/** Weights as a file holds them; nothing is read before it is asked for. */
export interface WeightFile {
  readonly format: 'safetensors' | 'onnx';
  /** What the writer noted. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, WeightTensor>;
}

/** A tensor whose numbers lie in `bytes`. */
export function tensorOver(
  bytes: Uint8Array,
  tensor: { readonly name: string; readonly type: string; readonly shape: readonly number[] },
): WeightTensor {
  return {
    ...tensor,
    numbers() {
      const { name, type } = tensor;
      if (!isNumberType(type)) {
        throw new WeightsError(
          `tensor "${name}" has elements of type ${type}; write it as F32, F16, BF16, F64, I8, U8, I32 or I64`,
        );
      }
      return finiteOnly(toFloat32(bytes, { name, type }), tensor);
    },
  };
}

/** The numbers, when each of them is one. @throws WeightsError naming tensor, row and column of the first that is not. */
export function finiteOnly<Numbers extends Float32Array>(
  numbers: Numbers,
  tensor: { readonly name: string; readonly shape: readonly number[] },
): Numbers {
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at];
    // The difference of a finite number and itself is 0, of any other NaN: one comparison a number.
    if (value - value === 0) continue;
    const width = tensor.shape.slice(1).reduce((product, size) => product * size, 1);
    const what = Number.isNaN(value) ? 'not a number (NaN)' : 'infinite, or too large for float32';
    throw new WeightsError(
      `tensor "${tensor.name}" is ${what} in row ${Math.floor(at / width)}, column ${at % width}; train it again or leave that row out`,
    );
  }
  return numbers;
}

/** How many numbers a shape has. @throws WeightsError on more than can be counted exactly. */
export function sizeOfShape(name: string, shape: readonly number[]): number {
  let size = 1;
  for (const dimension of shape) {
    size *= dimension;
    if (!Number.isSafeInteger(size)) {
      throw new WeightsError(`tensor "${name}" has the shape ${shapeText(shape)}, which is too large; check the file`);
    }
  }
  return size;
}

/** A shape as people write it. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

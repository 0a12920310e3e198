import { readOnnx } from './onnx.ts';
import { looksLikeSafetensors, readSafetensors } from './safetensors.ts';
import type { WeightFile } from './weight-file.ts';
import { WeightsError } from './weights-error.ts';

/** First bytes of files that people have and that are not read, with what to do about each. */
const foreign: readonly { readonly magic: readonly number[]; readonly sentence: string }[] = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    sentence:
      'this is a zip archive (PyTorch .pt, NumPy .npz), whose content may run code when it is opened; save the arrays with safetensors.numpy.save_file',
  },
  {
    magic: [0x80],
    sentence:
      'this is a Python pickle, which may run code when it is opened; save the arrays with safetensors.numpy.save_file',
  },
  {
    magic: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59],
    sentence: 'this is a NumPy array without a name; save it with safetensors.numpy.save_file',
  },
  {
    magic: [0x89, 0x48, 0x44, 0x46],
    sentence: 'this is an HDF5 file; save the arrays with safetensors.numpy.save_file',
  },
  { magic: [0x1f, 0x8b], sentence: 'this file is compressed with gzip; unpack it first' },
];

/** Opens a file of weights, whichever of the two formats it has. @throws WeightsError on anything else. */
export function readWeights(bytes: Uint8Array): WeightFile {
  if (bytes.length === 0) throw new WeightsError('the file is empty; copy it again');
  const known = foreign.find(({ magic }) => magic.every((byte, at) => bytes[at] === byte));
  if (known !== undefined && !looksLikeSafetensors(bytes)) throw new WeightsError(known.sentence);
  return looksLikeSafetensors(bytes) ? readSafetensors(bytes) : readOnnx(bytes);
}

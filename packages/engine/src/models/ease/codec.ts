import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import type { EaseWeights } from './fit.ts';

export function writeEase(writer: ArtifactWriter, fitted: EaseWeights): void {
  writer.array(fitted.members).array(fitted.weights);
}

/** @throws ModelCodecError when members or weights do not fit the catalog. */
export function readEase(reader: ArtifactReader, itemCount: number): EaseWeights {
  const members = reader.int32();
  const weights = reader.float32();
  const inRange = members.every((item) => item >= 0 && item < itemCount);
  if (!inRange || weights.length !== members.length * members.length) {
    throw new ModelCodecError('the ease artifact has weights for other items; train the model again');
  }
  return { members, weights };
}

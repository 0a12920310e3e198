import { areBelow } from '../../artifacts/are-below.ts';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import { readSquare, writeSquare } from '../item-links.ts';
import type { NeighbourWeights } from './fit-neighbourhoods.ts';
import type { EaseWeights } from './fit.ts';

export function writeEase(writer: ArtifactWriter, fitted: EaseWeights | NeighbourWeights): void {
  if ('rows' in fitted) writeSquare(writer.text('neighbours'), fitted.rows);
  else writer.text('exact').array(fitted.members).array(fitted.weights);
}

/** @throws ModelCodecError when members or weights do not fit the catalog. */
export function readEase(reader: ArtifactReader, itemCount: number): EaseWeights | NeighbourWeights {
  if (reader.text() === 'neighbours') return { rows: readSquare(reader, itemCount) };
  const members = reader.int32();
  const weights = reader.float32();
  const inRange = areBelow(members, itemCount);
  if (!inRange || weights.length !== members.length * members.length) {
    throw new ModelCodecError('the ease artifact has weights for other items; train the model again');
  }
  return { members, weights };
}

import { transposeSparseRowsInSteps, type SparseRows } from '@vitrine/kernels';
import { areBelow } from '../../artifacts/are-below.ts';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import { readSquareInSteps, writeSquare } from '../item-links.ts';
import type { TrainedSession } from './fit.ts';

/** Values of sessions are all 1 and the transpose follows from the rows: neither is written. */
export function writeSession(writer: ArtifactWriter, { memory, mixture }: TrainedSession): void {
  writer.number(mixture.ruleWeight).number(mixture.ruleBackward);
  writer.array(memory.bySession.starts).array(memory.bySession.indices);
  writeSquare(writer, memory.rules);
}

/** Pauses every few milliseconds. @throws ModelCodecError when sessions or rules point outside the catalog. */
export function* readSessionInSteps(reader: ArtifactReader, itemCount: number): Generator<void, TrainedSession> {
  const mixture = { ruleWeight: reader.number(), ruleBackward: reader.number() };
  const starts = reader.int32();
  const indices = reader.int32();
  const inRange =
    Number.isFinite(mixture.ruleWeight + mixture.ruleBackward) &&
    starts.length > 0 &&
    starts[starts.length - 1] === indices.length &&
    areBelow(indices, itemCount);
  if (!inRange) throw new ModelCodecError('the session artifact points outside its catalog; train the model again');
  const values = new Float32Array(indices.length).fill(1);
  const bySession: SparseRows = { rowCount: starts.length - 1, columnCount: itemCount, starts, indices, values };
  yield;
  const byItem = yield* transposeSparseRowsInSteps(bySession);
  const memory = { bySession, byItem, rules: yield* readSquareInSteps(reader, itemCount) };
  return { memory, mixture };
}

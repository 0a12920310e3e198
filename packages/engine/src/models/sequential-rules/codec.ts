import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import { readSquare, writeSquare } from '../item-links.ts';
import type { SequentialRules } from './fit.ts';

export function writeSequentialRules(writer: ArtifactWriter, rules: SequentialRules): void {
  writeSquare(writer, rules.rows);
  writer.array(rules.first);
}

/** @throws ModelCodecError when rules point outside the catalog. */
export function readSequentialRules(reader: ArtifactReader, itemCount: number): SequentialRules {
  const rows = readSquare(reader, itemCount);
  const first = reader.float32();
  if (first.length !== itemCount) {
    throw new ModelCodecError('the sequential rules artifact has starts for other items; train the model again');
  }
  return { rows, first };
}

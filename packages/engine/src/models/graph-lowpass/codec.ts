import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import type { GraphLowpass } from './fit.ts';

export function writeGraphLowpass(writer: ArtifactWriter, state: GraphLowpass): void {
  writer.number(state.rank).array(state.vectors).array(state.roots).array(state.twice);
  writer.number(state.smoothFactor).number(state.sharpenFactor);
}

/** All but the hop, which follows from the rows of the training. @throws ModelCodecError when vectors or degrees do not fit the catalog. */
export function readGraphLowpass(reader: ArtifactReader, itemCount: number): Omit<GraphLowpass, 'hop'> {
  const rank = reader.number();
  const vectors = reader.float32();
  const roots = reader.float32();
  const twice = reader.float64();
  if (vectors.length !== itemCount * rank || roots.length !== itemCount || twice.length !== rank) {
    throw new ModelCodecError('the graph-lowpass artifact has vectors of other items; train the model again');
  }
  return { vectors, rank, roots, twice, smoothFactor: reader.number(), sharpenFactor: reader.number() };
}

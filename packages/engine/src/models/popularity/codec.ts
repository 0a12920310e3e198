import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import type { DecayedCounts } from '../trend.ts';
import type { PopularityState } from './fit.ts';

export function writePopularity(writer: ArtifactWriter, state: PopularityState): void {
  for (const counted of [state.allTime, state.decayed, state.recent]) {
    writer.number(counted.asOfSec).array(counted.counts);
  }
}

/** @throws ModelCodecError when the columns do not fit the catalog. */
export function readPopularity(reader: ArtifactReader, itemCount: number): PopularityState {
  const read = (): DecayedCounts => {
    const asOfSec = reader.number();
    const counts = reader.float64();
    if (counts.length !== itemCount) {
      throw new ModelCodecError('the popularity artifact counts other items; train the model again');
    }
    return { asOfSec, counts };
  };
  return { allTime: read(), decayed: read(), recent: read() };
}

import { areBelow } from '../artifacts/are-below.ts';
import type { ArtifactReader } from '../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../artifacts/codec-error.ts';
import type { Interactions } from './interactions.ts';

/** Writes interactions; columns that say nothing (all weights 1, no sessions ...) take no room, whole seconds take 4 bytes. */
export function writeInteractions(writer: ArtifactWriter, from: Interactions): void {
  writer.texts(from.userIds).texts(from.itemIds).array(from.users).array(from.items);
  writer.array(from.weights.every((weight) => weight === 1) ? new Float32Array(0) : from.weights);
  writer.array(from.types.every((type) => type === 0) ? new Uint8Array(0) : from.types);
  writer.array(from.sessions.every((session) => session === -1) ? new Int32Array(0) : from.sessions);
  const whole = from.timesSec.every((time) => Number.isInteger(time) && time >= 0 && time <= 0xffffffff);
  writer.array(whole ? Uint32Array.from(from.timesSec) : new Uint32Array(0));
  writer.array(whole ? new Float64Array(0) : from.timesSec);
}

/** Reads what `writeInteractions` wrote; pauses every few milliseconds. */
export function* readInteractionsInSteps(reader: ArtifactReader): Generator<void, Interactions> {
  const userIds = yield* reader.textsInSteps();
  yield;
  const itemIds = yield* reader.textsInSteps();
  yield;
  const users = reader.int32();
  const items = reader.int32();
  const weights = reader.float32();
  const types = reader.uint8();
  const sessions = reader.int32();
  const wholeTimes = reader.uint32();
  const times = reader.float64();
  const rows = users.length;
  const inRange =
    items.length === rows && (yield* allBelow(users, userIds.length)) && (yield* allBelow(items, itemIds.length));
  if (!inRange) throw new ModelCodecError('the model artifact points outside its own ids; train the model again');
  return {
    userIds,
    itemIds,
    users,
    items,
    weights: rows === 0 || weights.length === rows ? weights : new Float32Array(rows).fill(1),
    types: types.length === rows ? types : new Uint8Array(rows),
    sessions: rows === 0 || sessions.length === rows ? sessions : new Int32Array(rows).fill(-1),
    timesSec: wholeTimes.length === rows ? new Float64Array(wholeTimes) : times,
  };
}

/** Numbers that are looked at between two pauses. */
const slice = 250_000;

function* allBelow(indices: Int32Array, end: number): Generator<void, boolean> {
  for (let begin = 0; begin < indices.length; begin += slice) {
    if (!areBelow(indices.subarray(begin, begin + slice), end)) return false;
    yield;
  }
  return true;
}

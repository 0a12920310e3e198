/** A model artifact that cannot be read: wrong magic, version, checksum or content. The message ends with what to do. */
export class ModelCodecError extends Error {
  override readonly name = 'ModelCodecError';
  readonly code = 'model.artifact_unreadable';
}

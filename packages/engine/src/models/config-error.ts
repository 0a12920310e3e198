/** A model configuration with an unknown key or a value out of range. The message lists what is valid. */
export class ModelConfigError extends Error {
  override readonly name = 'ModelConfigError';
  readonly code = 'model.config_invalid';
  /** The offending key, or `(config)` when the whole is no object. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

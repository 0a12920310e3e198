/** A line that breaks the format of a text. The message names line and field and ends with what to do. */
export abstract class LineFormatError<Field extends string> extends Error {
  abstract readonly code: string;
  /** 1-based; 0 when the whole file is at fault. */
  readonly line: number;
  readonly field: Field | 'row';

  constructor(line: number, field: Field | 'row', message: string) {
    super(line > 0 ? `line ${line}, field ${field}: ${message}` : message);
    this.line = line;
    this.field = field;
  }
}

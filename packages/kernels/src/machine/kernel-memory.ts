/** The memory of the kernels is full; the message says what to do. */
export class KernelMemoryError extends RangeError {
  override readonly name = 'KernelMemoryError';
}

/** WebAssembly addresses 32 bits. */
export const mostKernelBytes = 4 * 1024 ** 3;

const pageBytes = 65_536;
const align = 64;

/**
 * Typed arrays in one memory that all threads and WebAssembly see. Space is given out in order and taken back in scopes: what is made in
 * `scope` is gone at its end. Arrays start at multiples of 64 bytes, are followed by at least 64 bytes of slack, and hold zeros.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  readonly #mostPages: number;
  #top = align;
  #highest = align;

  /** @throws KernelMemoryError beyond 4 GiB. */
  constructor(mostBytes: number = mostKernelBytes) {
    this.#mostPages = Math.max(1, Math.ceil(Math.min(mostBytes, mostKernelBytes) / pageBytes));
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: this.#mostPages, shared: true });
  }

  /** Bytes in use. */
  get used(): number {
    return this.#top;
  }

  /** The most bytes that were in use at once. */
  get highest(): number {
    return this.#highest;
  }

  float32(length: number): Float32Array {
    return this.unsetFloat32(length).fill(0);
  }

  /** As `float32` without the zeros, for what is wholly written before it is read: it holds whatever stood there. */
  unsetFloat32(length: number): Float32Array {
    // Room first: taking it may grow the memory, and its buffer is then another.
    const at = this.#take(length * 4);
    return new Float32Array(this.memory.buffer, at, length);
  }

  /** A copy of numbers that live elsewhere. */
  copyOf(values: ArrayLike<number>): Float32Array {
    const copy = this.unsetFloat32(values.length);
    copy.set(values);
    return copy;
  }

  /** A copy of whole numbers that live elsewhere. */
  copyOfWhole(values: ArrayLike<number>): Int32Array {
    const at = this.#take(values.length * 4);
    const copy = new Int32Array(this.memory.buffer, at, values.length);
    copy.set(values);
    return copy;
  }

  float64(length: number): Float64Array {
    const at = this.#take(length * 8);
    return new Float64Array(this.memory.buffer, at, length).fill(0);
  }

  int32(length: number): Int32Array {
    const at = this.#take(length * 4);
    return new Int32Array(this.memory.buffer, at, length).fill(0);
  }

  int16(length: number): Int16Array {
    const at = this.#take(length * 2);
    return new Int16Array(this.memory.buffer, at, length).fill(0);
  }

  int8(length: number): Int8Array {
    const at = this.#take(length);
    return new Int8Array(this.memory.buffer, at, length).fill(0);
  }

  /** Room without a view and without zeros; its byte offset. */
  bytes(length: number): number {
    return this.#take(length);
  }

  /** Runs `work` and takes back everything that it made here. */
  scope<R>(work: () => R): R {
    const before = this.#top;
    try {
      return work();
    } finally {
      this.#top = before;
    }
  }

  /**
   * The byte offset of an array in this memory.
   * @throws TypeError for an array that lives elsewhere.
   */
  offsetOf(array: { readonly buffer: ArrayBufferLike; readonly byteOffset: number }): number {
    const { buffer } = array;
    // Growing a shared memory makes a new buffer over the same bytes; older views stay good.
    if (!(buffer instanceof SharedArrayBuffer) || array.byteOffset < align) {
      throw new TypeError('the array is not in the memory of the kernels; make it with float32() or int32()');
    }
    return array.byteOffset;
  }

  #take(bytes: number): number {
    const at = this.#top;
    const end = Math.ceil((at + bytes) / align) * align + align;
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.#grow(Math.ceil(missing / pageBytes), bytes);
    this.#top = end;
    this.#highest = Math.max(this.#highest, end);
    return at;
  }

  #grow(pages: number, bytes: number): void {
    const have = this.memory.buffer.byteLength / pageBytes;
    if (have + pages > this.#mostPages) throw this.#full(bytes);
    try {
      // In larger steps than asked for, so that many small arrays do not each cost a call to the system.
      this.memory.grow(Math.min(Math.max(pages, Math.min(have, 1024)), this.#mostPages - have));
    } catch (cause) {
      throw this.#full(bytes, cause);
    }
  }

  #full(bytes: number, cause?: unknown): KernelMemoryError {
    const mib = (count: number): string => `${Math.ceil(count / 1024 ** 2).toLocaleString('en')} MiB`;
    return new KernelMemoryError(
      `the calculation needs ${mib(this.#top + bytes)} of kernel memory, more than the ${mib(this.#mostPages * pageBytes)} there are; ` +
        'use fewer factors or items, split the data into shards, or train with the distributed trainer',
      { cause },
    );
  }
}

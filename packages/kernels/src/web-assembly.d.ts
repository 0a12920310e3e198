// The parts of WebAssembly that the kernels use; neither the language nor this package's types declare them.
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  interface Memory {
    readonly buffer: ArrayBufferLike;
    grow(pages: number): number;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  const Module: { customSections(module: Module, name: string): readonly ArrayBuffer[] };
  const Memory: new (descriptor: { initial: number; maximum: number; shared: boolean }) => Memory;
  const Instance: new (module: Module, imports: object) => Instance;
  function validate(bytes: ArrayBufferView): boolean;
}

/** As far as it is used here: Node has it, and the type library of the DOM is not loaded. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  interface Module {
    readonly compiled: unique symbol;
  }
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Record<string, unknown>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}

/** The Emscripten factory of libpg-query, as far as the parser uses it. The package types only its own wrapper. */
declare module 'libpg-query/wasm/libpg-query.js' {
  export interface LibpgModule {
    HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _wasm_parse_query_raw(sql: number): number;
    _wasm_free_parse_result(result: number): void;
    getValue(pointer: number, type: 'i32'): number;
    UTF8ToString(pointer: number): string;
  }
  export interface LibpgOptions {
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
    print(text: string): void;
    printErr(text: string): void;
  }
  /** Fills the options with the exports of the module; resolves when the runtime is set up. */
  const create: (options: LibpgOptions & Partial<LibpgModule>) => Promise<LibpgModule>;
  // oxlint-disable-next-line import/no-default-export -- the package is CommonJS: its exports object is the factory
  export default create;
}

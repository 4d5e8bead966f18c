/** What the Ruby parser needs of it, beside what the PostgreSQL parser does. */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;
  const Module: { imports(module: Module): readonly { readonly module: string; readonly name: string }[] };
  class RuntimeError extends Error {}
}

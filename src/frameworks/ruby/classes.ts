/** Classes and modules of a file, with their methods and constants. */
import { pathOf, statementsIn, type ClassNode, type ModuleNode, type Node } from './nodes.ts';
import type { ClassInfo, Value } from './values.ts';

export interface Program {
  /** By their paths, and by their last names where no other has it. */
  readonly classes: Map<string, ClassInfo>;
  /** Nodes of constants that are not evaluated yet, and the values of those that are. */
  readonly constants: Map<string, Node | Value>;
  /** Calls outside of every class. */
  readonly calls: Node[];
  /** Methods that the file defines outside of every class. */
  readonly top: ClassInfo;
}

function emptyClass(name: string, node: ClassNode | ModuleNode | undefined): ClassInfo {
  return {
    name,
    superclass: node?.type === 'ClassNode' ? node.superclass : null,
    methods: new Map(),
    statics: new Map(),
    includes: [],
    calls: [],
    start: node?.start ?? 0,
    end: node?.end ?? 0,
  };
}

export function programOf(statements: readonly Node[]): Program {
  const program: Program = { classes: new Map(), constants: new Map(), calls: [], top: emptyClass('', undefined) };
  collect(statements, program.top, '', program);
  program.calls.push(...program.top.calls);
  return program;
}

function collect(statements: readonly Node[], into: ClassInfo, path: string, program: Program): void {
  for (const node of statements) {
    switch (node.type) {
      case 'ClassNode':
      case 'ModuleNode': {
        const own = pathOf(node.constantPath) ?? '';
        const full = path === '' ? own : `${path}::${own}`;
        const info = program.classes.get(full) ?? emptyClass(full, node);
        program.classes.set(full, info);
        const short = own.split('::').at(-1) ?? own;
        if (!program.classes.has(short)) program.classes.set(short, info);
        collect(statementsIn(node.body), info, full, program);
        break;
      }
      case 'DefNode':
        (node.receiver ? into.statics : into.methods).set(node.name, node);
        break;
      case 'SingletonClassNode':
        for (const one of statementsIn(node.body)) if (one.type === 'DefNode') into.statics.set(one.name, one);
        break;
      case 'ConstantWriteNode':
      case 'ConstantOrWriteNode': {
        // `Model = Class.new(ActiveRecord::Base) do … end` is a class like any other.
        const made = madeClass(node.value, path === '' ? node.name : `${path}::${node.name}`);
        if (made) {
          program.classes.set(made.info.name, made.info);
          if (!program.classes.has(node.name)) program.classes.set(node.name, made.info);
          collect(made.body, made.info, made.info.name, program);
        } else {
          const full = path === '' ? node.name : `${path}::${node.name}`;
          program.constants.set(full, node.value);
          if (!program.constants.has(node.name)) program.constants.set(node.name, node.value);
        }
        break;
      }
      case 'CallNode': {
        const included = node.name === 'include' || node.name === 'extend' ? pathOf(node.arguments?.arguments[0] ?? null) : undefined;
        const module = included === undefined ? undefined : program.classes.get(included);
        if (module) into.includes.push(module);
        // `private def x` defines it too.
        const inner = node.arguments?.arguments.filter((one) => one.type === 'DefNode') ?? [];
        if (inner.length > 0) collect(inner, into, path, program);
        else into.calls.push(node);
        break;
      }
      default:
        into.calls.push(node);
    }
  }
}

function madeClass(node: Node, name: string): { readonly info: ClassInfo; readonly body: readonly Node[] } | undefined {
  if (node.type !== 'CallNode' || node.name !== 'new' || pathOf(node.receiver) !== 'Class') return undefined;
  const superclass = node.arguments?.arguments[0] ?? null;
  const body = node.block?.type === 'BlockNode' ? statementsIn(node.block.body) : [];
  return { info: { ...emptyClass(name, undefined), superclass, start: node.start, end: node.end }, body };
}

/** A method of a class, of its modules, or of the classes above it in the file. */
export function methodOf(info: ClassInfo | undefined, name: string, statics: boolean, program: Program, depth = 0): Node | undefined {
  if (!info || depth > 8) return undefined;
  const own = (statics ? info.statics : info.methods).get(name);
  if (own) return own;
  for (const module of info.includes) {
    const found = methodOf(module, name, false, program, depth + 1);
    if (found) return found;
  }
  const above = pathOf(info.superclass);
  return methodOf(above === undefined ? undefined : program.classes.get(above), name, statics, program, depth + 1);
}

/**
 * Facts as conditions and texts see them: numbers as CEL's integers, relations as people write them. Which facts were
 * read that are not known is noted, so that the judge can be less confident.
 */
import type { Field } from '../operations/field.ts';
import type { Fields } from './vocabulary.ts';

/** What a review notes while expressions are evaluated. */
export interface Ledger {
  /** How relations are shown: without the default schema. */
  readonly display: (relation: string) => string;
  /** How a name is written in SQL: quoted where it must be. */
  readonly quote: (name: string) => string;
  /** Dotted paths of the facts that were read and are not known, since it was last cleared. */
  readonly unknown: Set<string>;
}

/** A record of facts before conversion. */
export type RawRecord = Readonly<Record<string, unknown>> & { readonly unknown?: readonly string[] };

/**
 * One record of facts. It is a Map because that is how the evaluator reads the fields of a declared type; it fills
 * itself on demand. The evaluator tells types apart by constructor, so every variable has a class of its own.
 */
export class FactRecord extends Map<string, unknown> {
  readonly #raw: RawRecord;
  readonly #fields: Fields;
  readonly #path: string;
  readonly #ledger: Ledger;

  constructor(raw: RawRecord, fields: Fields, path: string, ledger: Ledger) {
    super();
    this.#raw = raw;
    this.#fields = fields;
    this.#path = path;
    this.#ledger = ledger;
  }

  override get(name: string): unknown {
    const field = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    if (!field) return undefined;
    if (this.#raw.unknown?.includes(name)) this.#ledger.unknown.add(`${this.#path}.${name}`);
    let value = super.get(name);
    if (value === undefined) {
      value = convert(this.#raw[name], field, this.#ledger.display);
      super.set(name, value);
    }
    return value;
  }
}

function convert(value: unknown, field: Field, display: (relation: string) => string): unknown {
  switch (field.type) {
    case 'count':
      return typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
    case 'relation':
      return typeof value === 'string' && value !== '' ? display(value) : value;
    case 'relations':
      return Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'string' ? display(item) : item)) : value;
    default:
      return value;
  }
}

/** The name of a variable's type: `Effect` for `effect` and for the items of `effects`. */
export function typeNameOf(variable: string): string {
  const name = variable === 'effects' ? 'effect' : variable;
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

const classes = new Map<string, typeof FactRecord>();

/** The class of a variable's records. */
export function recordClass(variable: string): typeof FactRecord {
  const name = typeNameOf(variable);
  let made = classes.get(name);
  if (!made) {
    made = class extends FactRecord {};
    classes.set(name, made);
  }
  return made;
}

/** The values of variables, by name, as an expression takes them. */
export type Bindings = Readonly<Record<string, unknown>>;

/** One variable's value. */
export function bind(variable: string, raw: RawRecord, fields: Fields, ledger: Ledger): FactRecord {
  return new (recordClass(variable))(raw, fields, variable, ledger);
}

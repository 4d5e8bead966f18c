/** Options of statements: `(FULL, PARALLEL 2)`, `OWNED BY a.b`. */
import type { Node } from '@pgsql/types';
import type { SequenceOptions, StorageOption } from '../../../operations/definition.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { all, as, type NodeOf, type Reading } from './reading.ts';

export function option(options: readonly Node[] | undefined, name: string): NodeOf<'DefElem'> | undefined {
  return all(options, 'DefElem').find(({ defname }) => defname === name);
}

/** The text of an option's value, as far as it is a name, a number or a text. */
export function valueText(node: Node | undefined): string {
  if (!node) return '';
  const constant = as(node, 'A_Const');
  if (constant) {
    if (constant.sval) return constant.sval.sval ?? '';
    if (constant.boolval) return constant.boolval.boolval === true ? 'true' : 'false';
    if (constant.fval) return constant.fval.fval ?? '';
    return constant.ival ? String(constant.ival.ival ?? 0) : '';
  }
  const integer = as(node, 'Integer');
  if (integer) return String(integer.ival ?? 0);
  const type = as(node, 'TypeName');
  if (type) return dotted(strings(type.names));
  const list = as(node, 'List');
  if (list) return dotted(strings(list.items));
  return as(node, 'String')?.sval ?? as(node, 'Float')?.fval ?? (as(node, 'Boolean') ? String(as(node, 'Boolean')?.boolval ?? false) : '');
}

/** An option that is on: named alone, or with a value that means true. */
export function optionFlag(options: readonly Node[] | undefined, name: string): boolean {
  const found = option(options, name);
  return found !== undefined && (found.arg === undefined || !['false', 'off', '0'].includes(valueText(found.arg).toLowerCase()));
}

/** The name of a storage parameter: `fillfactor`, `toast.autovacuum_enabled`. */
export const storageName = ({ defnamespace, defname = '' }: NodeOf<'DefElem'>): string =>
  defnamespace ? `${defnamespace}.${defname}` : defname;

/** Index of the bracket that holds a list of storage parameters, or -1; `from` is where it is looked for. */
export function storageAt(reading: Reading, options: readonly Node[] | undefined, from: number, to: number): number {
  const [first] = all(options, 'DefElem');
  const index = first?.location === undefined ? -1 : reading.index(first.location) - 1;
  return index >= from && index < to && reading.tokens().word(index) === '(' ? index : -1;
}

/** Storage parameters with their values as written; `reset` are those of RESET, which have none. */
export function storageOptions(reading: Reading, options: readonly Node[] | undefined, reset: boolean): readonly StorageOption[] {
  const tokens = reading.tokens();
  const elements = all(options, 'DefElem');
  const open = storageAt(reading, options, 0, tokens.list.length);
  const ranges = open < 0 ? [] : tokens.byCommas(open + 1, tokens.afterBracket(open) - 1);
  return elements.map((element, i) => {
    const name = storageName(element);
    if (reset) return { name, value: undefined };
    const range = ranges.length === elements.length ? ranges[i] : undefined;
    const sign = range ? tokens.find(['='], range.start, range.end) : -1;
    // A parameter that is named alone is on.
    return { name, value: sign < 0 || !range ? valueText(element.arg) || 'true' : reading.words(sign + 1, range.end) };
  });
}

/** The storage parameters of a WITH, as written between its brackets; empty where there are none. */
export function storageText(reading: Reading, options: readonly Node[] | undefined, from: number, to: number): string {
  const open = storageAt(reading, options, from, to);
  return open < 0 ? '' : reading.words(open + 1, reading.tokens().afterBracket(open) - 1);
}

const SEQUENCE_WORDS: Readonly<Record<string, keyof SequenceOptions>> = {
  increment: 'increment',
  minvalue: 'minimum',
  maxvalue: 'maximum',
  start: 'start',
  restart: 'restart',
  cache: 'cache',
  cycle: 'cycle',
};

/** What a statement says about a sequence; OWNED BY is not in here. */
export function sequenceOptions(reading: Reading, options: readonly Node[] | undefined): SequenceOptions {
  const found: { -readonly [K in keyof SequenceOptions]: SequenceOptions[K] } = {};
  for (const { defname = '', arg } of all(options, 'DefElem')) {
    const word = SEQUENCE_WORDS[defname];
    if (word) found[word] = valueText(arg);
    else if (defname === 'as') found.type = integerName(strings(as(arg, 'TypeName')?.names).at(-1) ?? '');
    else if (defname === 'sequence_name') {
      const { schema, name } = schemaAndName(strings(as(arg, 'List')?.items));
      found.name = reading.names.resolve(schema, name);
    }
  }
  return found;
}

/** The types that a sequence can have. */
const integerName = (name: string): string => ({ int2: 'smallint', int4: 'integer', int8: 'bigint' })[name] ?? name;

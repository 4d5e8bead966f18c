/** The MigrationBuilder: what is called on it becomes operations, in their order, and these become steps. */
import type { SourceFile } from '../../source.ts';
import type { Step } from '../framework.ts';
import { scriptOf } from '../pieces.ts';
import type { Node } from '../tree-sitter/parse.ts';
import type { Host, Reader } from './evaluate.ts';
import { OPERATIONS, statementsOf } from './operations.ts';
import { placed } from './text.ts';
import { boolean, Unclear, wordOf, type Arguments, type OperationValue, type Place, type Value } from './values.ts';

type Entry = OperationValue | { readonly kind: 'unread'; readonly reason: string; readonly start: number; readonly end: number };

const CONSTRAINTS = /^(?:PrimaryKey|ForeignKey|UniqueConstraint|CheckConstraint)$/;
/** Questions that the extensions of providers answer: `migrationBuilder.IsNpgsql()`. */
const ASKS = /^Is(?:Npgsql|SqlServer|MySql|Sqlite|Oracle|InMemory|Cosmos)$/;

export class Builder implements Host {
  reader: Reader | undefined;
  private readonly entries: Entry[] = [];
  private readonly file: SourceFile;

  constructor(file: SourceFile) {
    this.file = file;
  }

  call(on: Value, name: string, type: string | undefined, args: Arguments, node: Node): Value | undefined {
    if (on.kind === 'operation') return this.annotate(on, name, args);
    if (on.kind === 'table') {
      if (name !== 'Column' && !CONSTRAINTS.test(name)) return undefined;
      const own = operation(name, type, args, node);
      if (name !== 'Column') on.of.constraints.push(own);
      return own;
    }
    if (ASKS.test(name)) return boolean(name === 'IsNpgsql', node);
    if (!Object.hasOwn(OPERATIONS, name)) return undefined;
    const own = operation(name, type, args, node);
    if (name === 'CreateTable') this.fill(own);
    this.entries.push(own);
    return own;
  }

  unread(place: Place, reason: string): void {
    this.entries.push({ kind: 'unread', reason, start: place.start, end: place.end });
  }

  private annotate(on: OperationValue, name: string, args: Arguments): Value | undefined {
    if (name !== 'Annotation' && name !== 'OldAnnotation') return undefined;
    const key = wordOf(args.positional[0] ?? args.named.get('name'));
    const value = args.positional[1] ?? args.named.get('value');
    if (key === undefined || !value) this.unread(on, 'the name of an annotation is computed');
    else (name === 'Annotation' ? on.annotations : on.oldAnnotations).set(key, value);
    return on;
  }

  /** Reads the lambdas of CreateTable. */
  private fill(table: OperationValue): void {
    const { args } = table;
    const columns = args.named.get('columns') ?? args.positional[1];
    const constraints = args.named.get('constraints') ?? args.positional[3];
    const handle: Value = { kind: 'table', of: table, start: table.start, end: table.end };
    const run = (value: Value | undefined): Value | undefined =>
      value?.kind === 'function' ? this.reader?.apply(value, { positional: [handle], named: new Map() }, table) : undefined;
    const made = run(columns);
    if (made?.kind === 'object') {
      for (const [name, column] of made.fields) {
        if (column.kind === 'operation') table.columns.set(name, column);
        else this.unread(column, 'a column of the table is computed');
      }
    } else this.unread(table, 'the columns of the table are computed');
    run(constraints);
    // The lambdas of constraints name columns.
    for (const constraint of table.constraints) {
      const row: Value = { kind: 'row', start: constraint.start, end: constraint.end };
      const read = (value: Value): Value =>
        value.kind === 'function' ? (this.reader?.apply(value, { positional: [row], named: new Map() }, constraint) ?? value) : value;
      const own = constraint.args;
      table.constraints[table.constraints.indexOf(constraint)] = {
        ...constraint,
        args: { positional: own.positional.map(read), named: new Map([...own.named].map(([key, value]) => [key, read(value)])) },
      };
    }
  }

  /** What is sent, in the order of the calls. */
  steps(): readonly Step[] {
    const steps: Step[] = [];
    const said = new Set<string>();
    const unread = ({ start, end }: Place, reason: string): void => {
      // A loop or a helper comes by the same place more than once.
      const key = `${start} ${reason}`;
      if (!said.has(key)) steps.push({ kind: 'unread', span: { path: this.file.path, start, end }, reason });
      said.add(key);
    };
    for (const entry of this.entries) {
      if (entry.kind === 'unread') {
        unread(entry, entry.reason);
        continue;
      }
      try {
        for (const { sql, apart, written } of statementsOf(entry)) {
          const pieces = written ? sql.map((part) => (typeof part === 'string' ? { text: part, start: entry.start, end: entry.end } : part)) : placed(sql, entry); // prettier-ignore
          const own = written && pieces.every(({ units }) => units !== undefined);
          steps.push({
            kind: 'sql',
            script: scriptOf(this.file.path, pieces),
            ...(written ? { oneQuery: true } : {}),
            ...(own ? {} : { made: true }),
            ...(apart ? { apart: true } : {}),
          });
        }
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        unread(entry, error.message);
      }
    }
    return steps;
  }
}

function operation(name: string, type: string | undefined, args: Arguments, { start, end }: Node): OperationValue {
  return { kind: 'operation', name, type, args, annotations: new Map(), oldAnnotations: new Map(), columns: new Map(), constraints: [], start, end }; // prettier-ignore
}

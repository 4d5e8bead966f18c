/**
 * goose's migrations in Go: functions that are handed a transaction or a database. There is no parser of Go here: calls that
 * send SQL are found by their words, and the SQL is read where it stands in string literals; everything else is said aloud.
 * Sources: register.go and provider_run.go of github.com/pressly/goose.
 */
import type { SourceFile } from '../source.ts';
import type { Migration, Step } from './framework.ts';
import { argumentsAt, behind, bodyAt, tokensOf, type Token } from './lexical/tokens.ts';
import { scriptOf, type Piece } from './pieces.ts';
import { hasSql, migrationOf, wholeFile, type MigrationParts } from './sql-file.ts';

const REGISTERS = /^Add(?:Named)?Migration(?:NoTx)?(?:Context)?$/;
/** Methods of database/sql, sqlx, pgx and gorm that send what they are given. */
const SENDS = /^(?:Must)?(?:Exec|Query|QueryRow|Queryx|QueryRowx|Prepare|Preparex|NamedExec|NamedQuery|Raw)(?:Context)?$/;
/** Methods of those that send nothing. */
const QUIET =
  /^(?:Commit|Rollback|Close|Scan|Next|Err|Error|Errorf|Rows|RowsAffected|LastInsertId|Unwrap|Print\w*|Fatal\w*|Sprint\w*|New|Info\w*|Debug\w*|Warn\w*|Join|Wrap\w*|Background|TODO|WithTimeout|Done|append|len|make|panic|string|int|int64|cap|copy|delete|byte|error|func|if|for|switch|return|range|defer|select)$/;
const MOST = 400;

type Names = ReadonlyMap<string, readonly (readonly Piece[])[]>;

export function gooseGo(file: SourceFile, parts: Pick<MigrationParts, 'id' | 'order' | 'title'>): readonly Migration[] {
  const tokens = tokensOf(file.text, 'go');
  const shared = { framework: 'goose', ...parts };
  const refused = (reason: string): readonly Migration[] => [
    migrationOf(file, { ...shared, transaction: 'unknown', steps: [{ kind: 'unread', span: wholeFile(file), reason }] }),
  ];
  const at = tokens.findIndex(({ text }, i) => REGISTERS.test(text) && tokens[i + 1]?.text === '(' && tokens[i - 1]?.text === '.');
  const call = tokens[at];
  if (!call) return refused('no call of goose.AddMigration is found in it');
  const args = argumentsAt(tokens, at + 1).slice(call.text.includes('Named') ? 1 : 0);
  const reader = new GoReader(file, tokens);
  const bodies = args.map((arg) => reader.functionOf(arg));
  const [up, down] = bodies;
  if (!up) return refused('its function of the way forth is in another file');
  const transaction = call.text.includes('NoTx') ? 'none' : 'wrapped';
  const steps = reader.steps(up);
  const isNil = args[1]?.length === 1 && args[1][0]?.text === 'nil';
  const back = down ? reader.steps(down) : [];
  const refuses = down !== undefined && back.length === 0 && down.some(({ text }) => /^(?:Errorf|New|panic)$/.test(text));
  const state = back.length > 0 || (args[1] && !isNil && !down) ? 'present' : refuses ? 'irreversible' : 'absent';
  const spanOf = (body: readonly Token[]) => ({ path: file.path, start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 });
  const migrations = [migrationOf(file, { ...shared, transaction, steps, down: steps.length === 0 ? 'not-used' : state })];
  if (down && back.length > 0)
    migrations.push(
      migrationOf(file, { ...shared, id: `${parts.id}:down`, direction: 'down', transaction, steps: back, span: spanOf(down) }),
    );
  return migrations;
}

class GoReader {
  readonly #file: SourceFile;
  readonly #functions = new Map<string, readonly Token[]>();
  readonly #constants: Names;
  #steps: Step[] = [];

  constructor(file: SourceFile, tokens: readonly Token[]) {
    this.#file = file;
    for (const [i, token] of tokens.entries()) {
      const name = tokens[i + 1];
      if (token.text !== 'func' || name?.kind !== 'word') continue;
      const body = bodyAt(tokens, i + 1);
      if (body) this.#functions.set(name.text, body);
    }
    this.#constants = this.#assigned(outside(tokens), new Map());
  }

  /** The body of a function that is named or written where it is wanted. */
  functionOf(arg: readonly Token[]): readonly Token[] | undefined {
    const [first] = arg;
    if (arg.length === 1 && first) return this.#functions.get(first.text);
    return first?.text === 'func' ? bodyAt(arg, 0) : undefined;
  }

  steps(body: readonly Token[]): readonly Step[] {
    this.#steps = [];
    this.#read(body, this.#constants, 0);
    return this.#steps;
  }

  #unread(token: Token, end: number, reason: string): void {
    this.#steps.push({ kind: 'unread', span: { path: this.#file.path, start: token.start, end }, reason });
  }

  /** `const x = "…"`, `x := "…"`, and lists of strings: names by what they stand for, each text in pieces. */
  #assigned(tokens: readonly Token[], known: Names): Names {
    const names = new Map(known);
    const own = new Set<string>();
    for (const [i, token] of tokens.entries()) {
      const operator = tokens[i + 1];
      if (token.kind !== 'word' || (operator?.text !== ':=' && operator?.text !== '=')) continue;
      if (tokens[i + 2]?.text === 'range') {
        // `for _, x := range list`: x is each of them.
        const listed = this.#list(tokens, i + 3) ?? names.get(tokens[i + 3]?.text ?? '');
        if (listed) names.set(token.text, listed);
        else names.delete(token.text);
        continue;
      }
      const list = this.#list(tokens, i + 2);
      if (list) {
        names.set(token.text, list);
        continue;
      }
      const value = expression(tokens, i + 2);
      const texts = this.#texts(value, names);
      // A name that is given two values is not known.
      const again = own.has(token.text) || (known.has(token.text) && operator.text === '=');
      own.add(token.text);
      if (texts && !again) names.set(token.text, texts);
      else names.delete(token.text);
    }
    return names;
  }

  /** `[]string{"…", "…"}` */
  #list(tokens: readonly Token[], at: number): readonly (readonly Piece[])[] | undefined {
    if (tokens[at]?.text !== '[' || tokens[at + 1]?.text !== ']' || tokens[at + 2]?.text !== 'string' || tokens[at + 3]?.text !== '{')
      return undefined;
    const items = argumentsAt(tokens, at + 3).map((arg) => this.#texts(arg, new Map())?.[0]);
    return items.every((item) => item !== undefined) ? items : undefined;
  }

  /** What an expression of string literals, `+`, names and fmt.Sprintf stands for: one text, or each of a list. */
  #texts(tokens: readonly Token[], names: Names): readonly (readonly Piece[])[] | undefined {
    const [first, second] = tokens;
    if (tokens.length === 1 && first?.kind === 'word') return names.get(first.text);
    if (first?.text === 'fmt' && tokens[2]?.text === 'Sprintf') {
      const [format, ...values] = argumentsAt(tokens, 3);
      const [only] = format ? (this.#texts(format, names) ?? []) : [];
      if (!only) return undefined;
      let next = 0;
      return [
        only.map((piece): Piece => {
          const text = piece.text.replaceAll(/%([sdvq%])/g, (_, verb: string) => {
            if (verb === '%') return '%';
            const value = values[next++];
            const [known] = value ? (this.#texts(value, names) ?? []) : [];
            return known ? known.map((one) => one.text).join('') : `\${${value?.map((token) => token.text).join('') ?? 'value'}}`;
          });
          return text === piece.text ? piece : { text, start: piece.start, end: piece.end };
        }),
      ];
    }
    if (first?.text === '(' && tokens.at(-1)?.text === ')') return this.#texts(tokens.slice(1, -1), names);
    const pieces: Piece[] = [];
    for (let i = 0; i < tokens.length; i += 2) {
      const token = tokens[i];
      if (i > 0 && tokens[i - 1]?.text !== '+') return undefined;
      if (token?.kind === 'string' && token.piece) pieces.push(token.piece);
      else {
        const [known, ...more] = token?.kind === 'word' ? (names.get(token.text) ?? []) : [];
        if (!token || !known || more.length > 0) return undefined;
        pieces.push({ text: known.map((piece) => piece.text).join(''), start: token.start, end: token.end });
      }
    }
    return pieces.length > 0 || second ? [pieces] : undefined;
  }

  #read(body: readonly Token[], around: Names, depth: number): void {
    const names = this.#assigned(body, around);
    for (const [i, token] of body.entries()) {
      if (token.kind !== 'word' || body[i + 1]?.text !== '(' || this.#steps.length > MOST) continue;
      const method = body[i - 1]?.text === '.';
      if (method && SENDS.test(token.text)) this.#send(body, i, names);
      else if (!method && this.#functions.has(token.text)) {
        if (depth > 5) this.#unread(token, token.end, `the call of ${token.text} is not followed`);
        else this.#read(this.#functions.get(token.text) ?? [], this.#constants, depth + 1);
      } else if (!QUIET.test(token.text) && this.#isHanded(argumentsAt(body, i + 1)))
        this.#unread(token, token.end, `what ${method ? '.' : ''}${token.text}(…) does is not known`);
    }
  }

  /** Whether a call is handed what SQL can be sent with. */
  readonly #isHanded = (args: readonly (readonly Token[])[]): boolean => args.some((arg) => arg.length === 1 && /^(?:tx|db|conn|pool|sqlDB|txn|transaction)$/i.test(arg[0]?.text ?? '')); // prettier-ignore

  #send(body: readonly Token[], at: number, names: Names): void {
    const token = body[at];
    if (!token) return;
    const args = argumentsAt(body, at + 1);
    // A context comes before the SQL, whatever it is called.
    const context = token.text.endsWith('Context') || /^(?:ctx|context)$/i.test(args[0]?.[0]?.text ?? '') ? 1 : 0;
    const sql = args[context];
    const end = args.at(-1)?.at(-1)?.end ?? token.end;
    const texts = sql && this.#texts(sql, names);
    if (!texts) this.#unread(token, end, 'the SQL is computed');
    else
      for (const pieces of texts)
        if (hasSql(pieces.map((piece) => piece.text).join(''))) {
          const made = !pieces.every((piece) => piece.units);
          this.#steps.push({ kind: 'sql', script: scriptOf(this.#file.path, pieces), oneQuery: true, ...(made ? { made } : {}) });
        }
  }
}

/** What stands outside all functions. */
function outside(tokens: readonly Token[]): readonly Token[] {
  const found: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.text === '{' && token.kind === 'mark' && tokens[i - 1]?.text !== 'string') i = behind(tokens, i) - 1;
    else if (token) found.push(token);
  }
  return found;
}

/** The tokens of a value: up to the end of its line of operators. */
function expression(tokens: readonly Token[], from: number): readonly Token[] {
  const [first] = tokens.slice(from, from + 1);
  if (first?.text === 'fmt') {
    const open = from + 3;
    return tokens.slice(from, open + 1 + argumentsAt(tokens, open).reduce((sum, arg) => sum + arg.length + 1, 0));
  }
  let i = from;
  while (i < tokens.length && (tokens[i]?.kind === 'string' || (tokens[i]?.kind === 'word' && tokens[i + 1]?.text === '+')) && tokens[i + 1]?.text === '+') i += 2; // prettier-ignore
  const last = tokens[i];
  return last?.kind === 'string' || (i > from && last?.kind === 'word') ? tokens.slice(from, i + 1) : [];
}

/** `lockkeeper explain`: what each statement locks, scans, rewrites and loses. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decode } from '../changes/change-source.ts';
import { dialectOf } from '../dialects/index.ts';
import { analyse, IN_ORDER } from '../effects/analyse.ts';
import { UserError } from '../errors.ts';
import type { Migration } from '../frameworks/framework.ts';
import { renderExplanation } from '../reporters/explanation.ts';
import { type Explanation, renderExplanationJson } from '../reporters/json.ts';
import { cutScript, makeLocator, type SourceFile } from '../source.ts';
import { asciiOnly } from './charset.ts';
import { colorChoice, COLOR_OPTION } from './color.ts';
import { dialectOption } from './dialect-option.ts';
import { CHANGE, explainStatement, notAnalysed } from './explained.ts';
import type { Io } from './io.ts';
import { helpText, type OptionSpecs, parseOptions } from './options.ts';
import { writeReport } from './write-report.ts';

const OPTIONS: OptionSpecs = {
  schema: { type: 'string', value: 'FILE', doc: 'SQL that makes the tables; it is replayed first and not reported' },
  'no-transaction': { type: 'boolean', doc: 'as run outside a transaction; without it: inside one, as most runners do' },
  dialect: { type: 'string', value: 'DIALECT', doc: 'engine and major version: postgres@16' },
  format: { type: 'string', value: 'FORMAT', doc: 'how to print it', choices: ['terminal', 'json'] },
  output: { type: 'string', value: 'FILE', doc: 'where to; standard output without it' },
  color: COLOR_OPTION,
  help: { type: 'boolean', short: 'h', doc: 'show this help' },
};

const FORMS = ["lockkeeper explain 'ALTER TABLE users ADD COLUMN age int'", 'lockkeeper explain FILE', 'lockkeeper explain -'];

/** Runs `explain`. Status 0: a statement that does not parse is shown as such. */
export async function explainCommand(args: readonly string[], io: Io): Promise<number> {
  const options = parseOptions(args, OPTIONS);
  if (options.flag('help')) {
    io.out(
      helpText(FORMS, 'Tells what each statement locks, scans, rewrites, loses. SQL is text, a file, or - for standard input.', OPTIONS),
    );
    return 0;
  }
  if (options.positionals.length > 1) throw new UserError('explain takes one argument.', 'Quote the SQL, or put it into a file.');
  const choice = dialectOption(options) ?? { dialect: 'postgres' };
  const file = await readInput(options.positionals[0], io);
  const schemaPath = options.string('schema');
  const schema = schemaPath === undefined ? undefined : await readSql(schemaPath, io);

  const dialect = dialectOf(choice.dialect);
  await dialect.load();
  const version = choice.version === undefined ? dialect.defaultVersion : Number(choice.version);
  const script = cutScript(file);
  const migration: Migration = {
    id: 'explain',
    path: file.path,
    text: file.text,
    span: { path: file.path, start: 0, end: file.text.length },
    framework: 'sql',
    order: '',
    title: '',
    direction: 'up',
    transaction: options.flag('no-transaction') ? 'none' : 'wrapped',
    transactionGroup: null,
    steps: [{ kind: 'sql', script }],
    down: 'not-used',
    repeatable: false,
  };
  const [analysed] = analyse([{ ...IN_ORDER, migration, role: 'change', change: CHANGE }], {
    project: 0,
    dialect,
    version,
    versionAssumed: choice.version === undefined,
    frameworkTitle: '',
    outsideTransaction: null,
    withoutOptOut: '',
    knowledge: { size: () => 'unknown', rows: () => undefined },
    schema: schema ? [cutScript(schema)] : [],
  });
  const locate = makeLocator(new Map([[file.path, file.text]]));
  const understood = (analysed?.statements ?? []).map((statement) => explainStatement(statement, dialect, version));
  const failed = (analysed?.unread ?? []).map(({ span, reason }) => {
    const { line, column } = locate.position(span).start;
    return { ...notAnalysed(file.text.slice(span.start, span.end), span), error: { message: reason, line, column } };
  });
  const explanation: Explanation = {
    database: {
      dialect: choice.dialect,
      version: String(version),
      assumed: choice.version === undefined,
      evidence: choice.version === undefined ? '' : '--dialect',
    },
    statements: [...understood, ...failed].toSorted((a, b) => a.span.start - b.span.start),
    transactions: analysed?.timelines ?? [],
    locate,
  };
  const output = options.string('output');
  const color = output === undefined && colorChoice(options, io);
  const text =
    options.string('format') === 'json'
      ? renderExplanationJson(explanation)
      : renderExplanation(explanation, { color, width: io.columns, ascii: output === undefined && asciiOnly(io) });
  if (output === undefined || output === '-') io.out(text);
  else await writeReport(io, output, text);
  return 0;
}

/** SQL given as text, a file or standard input. */
async function readInput(argument: string | undefined, io: Io): Promise<SourceFile> {
  if (argument === '-' || (argument === undefined && !io.inIsTerminal)) return { path: '(standard input)', text: await io.stdin() };
  if (argument === undefined) throw new UserError('explain needs SQL.', `Give it as: ${FORMS.join(' · ')}`);
  const isFile = await stat(resolve(io.cwd, argument)).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile) return readSql(argument, io);
  if (/^[^\s;]+\.sql$/i.test(argument)) throw new UserError(`There is no file ${argument}.`, `SQL goes in quotes: ${FORMS[0]}`);
  return { path: '(command line)', text: argument };
}

async function readSql(path: string, io: Io): Promise<SourceFile> {
  const bytes = await readFile(resolve(io.cwd, path)).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}`);
  });
  const content = decode(bytes);
  if (content.kind === 'unreadable') throw new UserError(`${path} cannot be read: ${content.reason}.`);
  return { path: path.replaceAll('\\', '/'), text: content.text };
}

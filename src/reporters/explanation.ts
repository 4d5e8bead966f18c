/** What an engineer sees of `explain`: every statement with its code, what it does, and what people wrongly believe of it. */
import { codeFrame } from './code-frame.ts';
import { countText, durationText, lockTexts, meaningTexts, queueText } from './explanation-wording.ts';
import type { ExplainedStatement, Explanation } from './json.ts';
import { lockBars } from './lock-bars.ts';
import type { RenderOptions } from './reporter.ts';
import { labelled, palette, type Palette } from './terminal-text.ts';
import { inline, visible, withoutCommands } from './safe-text.ts';
import { databaseText } from './wording.ts';

const MIN_WIDTH = 50;
const MAX_PROSE = 110;

/** The text of `explain` for a terminal. */
export function renderExplanation(explanation: Explanation, options: Pick<RenderOptions, 'color' | 'width' | 'ascii'>): string {
  const paint = palette(options.color);
  const width = Math.max(MIN_WIDTH, options.width);
  const { locate, statements } = explanation;
  const told = new Set<string>();
  const parts: (readonly string[])[] = statements.map((statement) => {
    const text = locate.text(statement.span.path);
    const { line, column } = locate.position(statement.span).start;
    const title = statement.operations.length > 0 ? statement.operations.join(', ') : 'not analysed';
    const { error } = statement;
    const prose = Math.min(width, MAX_PROSE);
    return [
      `${paint.bold(visible(title))}  ${paint.cyan(`${inline(statement.span.path)}:${line}:${column}`)}`,
      ...(text === undefined ? [] : codeFrame(text, statement.span, width, 2, paint)),
      ...(error
        ? labelled('error  ', `${error.message} (${error.line}:${error.column})`, 2, prose, paint.red)
        : statementLines(untold(statement, told), prose, paint)),
    ];
  });
  parts.push(...timelines(explanation, width, paint, options.ascii ?? false));
  parts.push([paint.dim(`${countText(statements)} · ${visible(databaseText(explanation.database))}`)]);
  return withoutCommands(`${parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`);
}

/** A statement without the beliefs that were told of one before it. */
function untold(statement: ExplainedStatement, told: Set<string>): ExplainedStatement {
  const beliefs = statement.beliefs.filter(({ id }) => !told.has(id));
  for (const { id } of beliefs) told.add(id);
  return { ...statement, beliefs };
}

function statementLines(statement: ExplainedStatement, prose: number, paint: Palette): readonly string[] {
  const { effects, waits, undo, beliefs, sources } = statement;
  const row = (label: string, text: string, style: (text: string) => string): readonly string[] =>
    labelled(label.padEnd(7), text, 2, prose, style);
  const duration = durationText(statement);
  return [
    ...lockTexts(effects).flatMap(({ text, effect }) => row('lock', text, effect.blocksReads ? paint.red : paint.yellow)),
    ...(effects.length > 0 ? [] : row('lock', 'none that another session waits for', paint.green)),
    ...(duration === undefined ? [] : row('takes', duration, paint.dim)),
    ...queueText(statement).flatMap((text) => row('queue', text, paint.dim)),
    ...waits.flatMap((text) => row('waits', `for ${text}`, paint.dim)),
    ...meaningTexts(statement).flatMap((text) => row('means', text, paint.dim)),
    ...(undo.length > 0 ? row('undo', inline(undo.join('; ')), paint.dim) : []),
    ...beliefs.flatMap(({ believed, truth, since }) =>
      row('myth', `“${believed}” ${since === null ? '' : `Since PostgreSQL ${since}: `}${truth}`, paint.blue),
    ),
    ...sources.flatMap((source) => row('manual', source, paint.dim)),
  ];
}

/** The locks of statements that run in one transaction, side by side. */
function timelines(
  { statements, transactions, locate }: Explanation,
  width: number,
  paint: Palette,
  ascii: boolean,
): readonly (readonly string[])[] {
  const understood = statements.filter(({ error }) => !error);
  return transactions.flatMap((timeline) => {
    const bars = lockBars(understood, timeline, { width, paint, ascii, place: ({ span }) => `line ${locate.position(span).start.line}` });
    return bars.length === 0 ? [] : [[paint.bold('locks held together'), ...bars]];
  });
}

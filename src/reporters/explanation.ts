/** What an engineer sees of `explain`: every statement with its code and what it does. */
import type { Consequence } from '../effects/effect.ts';
import { codeFrame } from './code-frame.ts';
import type { Explanation } from './json.ts';
import type { RenderOptions } from './reporter.ts';
import { labelled, palette } from './terminal-text.ts';
import { inline, visible, withoutCommands } from './safe-text.ts';
import { counted, databaseText, effectText } from './wording.ts';

const MIN_WIDTH = 50;
const MAX_PROSE = 110;

/** The text of `explain` for a terminal. */
export function renderExplanation(explanation: Explanation, options: Pick<RenderOptions, 'color' | 'width'>): string {
  const paint = palette(options.color);
  const width = Math.max(MIN_WIDTH, options.width);
  const prose = Math.min(width, MAX_PROSE);
  const { locate, statements } = explanation;
  const parts = statements.map((statement) => {
    const text = locate.text(statement.span.path);
    const { line, column } = locate.position(statement.span).start;
    const title = statement.operations.length > 0 ? statement.operations.join(', ') : 'not analysed';
    const { error, effects } = statement;
    return [
      `${paint.bold(visible(title))}  ${paint.cyan(`${inline(statement.span.path)}:${line}:${column}`)}`,
      ...(text === undefined ? [] : codeFrame(text, statement.span, width, 2, paint)),
      ...(error ? labelled('error  ', `${error.message} (${error.line}:${error.column})`, 2, prose, paint.red) : []),
      ...effects.flatMap((effect) => {
        const { lock, relation, rest, unsure } = effectText(effect);
        const notes = [...(effect.createdHere ? ['made here: nothing uses it yet'] : []), ...(unsure === '' ? [] : [unsure])];
        return labelled(
          'lock   ',
          `${lock} on ${relation} ${rest}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
          2,
          prose,
          effect.blocksReads ? paint.red : paint.yellow,
        );
      }),
      ...(error || effects.length > 0 ? [] : labelled('lock   ', 'none that another session waits for', 2, prose, paint.green)),
      ...(error ? [] : consequenceLines(statement.consequences).flatMap((fact) => labelled('means  ', fact, 2, prose, paint.dim))),
    ];
  });
  const failed = statements.filter((statement) => statement.error).length;
  const unread = failed > 0 ? `, ${failed} not analysed` : '';
  parts.push([paint.dim(`${counted(statements.length, 'statement')}${unread} · ${visible(databaseText(explanation.database))}`)]);
  return withoutCommands(`${parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`);
}

/** What a statement means beyond locks, in words; nothing for what means nothing. */
function consequenceLines(consequence: Consequence): readonly string[] {
  const unsure = (field: keyof Consequence): string => (consequence.unknown.includes(field) ? ' (not known for sure)' : '');
  return [
    ...(consequence.refused
      ? [`the server refuses it: ${consequence.refused.reason} (SQLSTATE ${consequence.refused.sqlstate})${unsure('refused')}`]
      : []),
    ...(consequence.losesData ? [`data that is there is lost${unsure('losesData')}`] : []),
    ...(consequence.reversible ? [] : [`no other statement brings back what was${unsure('reversible')}`]),
    ...(consequence.breaksRunningCode ? [`application code that is deployed now can fail after it${unsure('breaksRunningCode')}`] : []),
    ...(consequence.canFailOnData ? [`whether it succeeds depends on the rows${unsure('canFailOnData')}`] : []),
    ...(consequence.mustRunOutsideTransaction ? [`it must run outside a transaction${unsure('mustRunOutsideTransaction')}`] : []),
  ];
}

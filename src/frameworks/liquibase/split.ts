/** Cuts the SQL of a change into the queries that Liquibase sends. Source: liquibase.util.StringUtil.processMultiLineSQL and SqlParser. */
import { cutScript, type SourceFile } from '../../source.ts';
import type { Step } from '../framework.ts';
import type { Splitting } from './changelog.ts';

/**
 * Steps for `[start, end)` of a file. Without a delimiter of its own the SQL is cut at semicolons, which the parser does.
 * `splitStatements:false` sends it whole; with `endDelimiter` every piece is one query.
 */
export function splitSteps(file: SourceFile, start: number, end: number, { splitStatements, endDelimiter }: Splitting): readonly Step[] {
  if (!splitStatements) return [{ kind: 'sql', script: cutScript(file, start, end), oneQuery: true }];
  const delimiter = endDelimiter === undefined ? ';' : unescaped(endDelimiter);
  if (delimiter === ';') return [{ kind: 'sql', script: cutScript(file, start, end) }];
  const steps: Step[] = [];
  let at = start;
  for (const [from, to] of delimiters(file.text.slice(start, end), delimiter)) {
    steps.push({ kind: 'sql', script: cutScript(file, at, start + from), oneQuery: true });
    at = start + to;
  }
  return [...steps, { kind: 'sql', script: cutScript(file, at, end), oneQuery: true }];
}

/** The delimiter is a regular expression in Liquibase; line breaks and blanks are what people write of that. */
function unescaped(delimiter: string): string {
  return (
    delimiter
      .replaceAll(/\\s\*/g, '')
      .replaceAll(String.raw`\n`, '\n')
      .replaceAll(String.raw`\r`, '')
      .replaceAll(/\\(.)/g, '$1')
      .replace(/\$$/, '')
      .trim() || ';'
  );
}

function* delimiters(text: string, delimiter: string): Generator<readonly [number, number]> {
  // `/` and `GO` end a statement only where they stand alone on a line.
  const alone = delimiter === '/' || delimiter.toUpperCase() === 'GO';
  if (alone) {
    for (const match of text.matchAll(delimiter === '/' ? /^[ \t]*\/[ \t]*\r?$/gm : /^[ \t]*go[ \t]*\r?$/gim))
      yield [match.index, match.index + match[0].length];
    return;
  }
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length)) yield [at, at + delimiter.length];
}

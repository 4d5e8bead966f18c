/** The keys of an index, and of EXCLUDE, which are written alike. */
import type { IndexElem } from '@pgsql/types';
import type { IndexKey } from '../../../operations/definition.ts';
import type { Range } from '../split.ts';
import { expressionAt } from './expression.ts';
import { storageText } from './options.ts';
import type { Reading } from './reading.ts';
import { nameText } from './sql-text.ts';

/** The tokens of an expression without its own brackets and without the operator class and order that follow it. */
export function expressionRange(reading: Reading, from: number, to: number): Range {
  const tokens = reading.tokens();
  if (tokens.word(from) === '(') return { start: from + 1, end: tokens.afterBracket(from) - 1 };
  // Without brackets of its own it is a function call.
  const open = tokens.find(['('], from, to);
  return { start: from, end: open < 0 ? to : tokens.afterBracket(open) };
}

/** What is said about one key, which is the tokens `[from, to)`. */
export function indexKey(reading: Reading, element: IndexElem, from: number, to: number): IndexKey {
  const { start, end } = expressionRange(reading, from, to);
  const options = element.opclassopts ? storageText(reading, element.opclassopts, from, to) : '';
  return {
    expression: element.expr ? expressionAt(reading, element.expr, start, end) : undefined,
    collation: nameText(element.collation),
    operatorClass: `${nameText(element.opclass)}${options === '' ? '' : ` (${options})`}`,
    descending: element.ordering === 'SORTBY_DESC',
    nulls: element.nulls_ordering === 'SORTBY_NULLS_FIRST' ? 'first' : element.nulls_ordering === 'SORTBY_NULLS_LAST' ? 'last' : '',
  };
}

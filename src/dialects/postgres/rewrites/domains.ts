/** Constraints of domains, which are checked in every table with a column of the domain. */
import type { Rewriter } from '../../dialect.ts';
import { makeObjectName, quoteIdent, splitRelation } from '../identifier.ts';
import { makeSteps, sourceOf, statement, textOf, wordsAt, afterName } from './source.ts';

/**
 * A constraint that holds for new values alone, for which no table is locked or read. It stays NOT VALID: ALTER DOMAIN …
 * VALIDATE CONSTRAINT blocks writes, in every major up to 18. NOT NULL has no such form, and a check says the same.
 */
export const domainNotValid: Rewriter = (request) => {
  const { operation } = request;
  const source = sourceOf(request);
  if (!source || operation.kind !== 'alter-domain' || !wordsAt(source.tokens, 0, 'ALTER', 'DOMAIN')) return undefined;
  const end = afterName(source.tokens, 2);
  const isNotNull = operation.change === 'set-not-null' || operation.definition?.kind === 'not-null';
  if (!isNotNull && (operation.change !== 'add-constraint' || operation.notValid)) return undefined;
  const name = operation.constraint === '' ? makeObjectName(splitRelation(operation.type).name, '', 'not_null') : operation.constraint;
  const sql = isNotNull
    ? `${textOf(source, 0, end)} ADD CONSTRAINT ${quoteIdent(name)} CHECK (VALUE IS NOT NULL)`
    : textOf(source, 0, source.tokens.list.length);
  const step = makeSteps(request).quiet(
    'Let it hold for new values, without a look at the old ones; it stays NOT VALID',
    'same-file',
    statement(`${sql} NOT VALID`),
  );
  return [step];
};

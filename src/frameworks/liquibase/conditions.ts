/** What a changeset is for: `dbms`, contexts that name an engine, and preconditions on the engine. */
import { engineOf } from '../evidence.ts';
import type { Change } from './change.ts';

/** The engine something is for when it is not the project's; `!oracle` is for every other one. */
export function otherEngine(dbms: string, engine: string): string | undefined {
  const names = dbms
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const is = (name: string): boolean => (engineOf(name) ?? name.toLowerCase()) === engine;
  if (names.length === 0 || names.includes('all')) return undefined;
  const allowed = names.filter((name) => !name.startsWith('!'));
  if (allowed.length > 0) return allowed.some(is) ? undefined : (engineOf(allowed[0] ?? '') ?? allowed[0]?.toLowerCase() ?? '');
  return names.some((name) => is(name.slice(1))) ? `any but ${engine}` : undefined;
}

/** People keep the changesets of several engines apart by context: `mysql`, `postgresql AND tenant`. */
export function otherEngineOfContext(context: string, engine: string): string | undefined {
  if (context === '' || /\bor\b|,|\(/i.test(context)) return undefined;
  for (const term of context.split(/\band\b/i)) {
    const name = term.trim().replace(/^(?:!|not\s+)\s*/i, '');
    const named = engineOf(name);
    if (named === undefined) continue;
    const negated = name !== term.trim();
    if (negated === (named === engine)) return negated ? `any but ${engine}` : named;
  }
  return undefined;
}

/** The engine that preconditions ask for, where they cannot hold on the project's. */
export function otherEngineOfPreconditions(conditions: readonly Change[], engine: string): string | undefined {
  if (holds({ name: 'and', children: conditions }, engine) !== false) return undefined;
  const named = conditions.flatMap(enginesIn).find((name) => name !== engine);
  return named ?? `any but ${engine}`;
}

function enginesIn(condition: Pick<Change, 'name' | 'children'> & Partial<Change>): readonly string[] {
  if (condition.name === 'dbms') {
    const type = condition.values?.get('type')?.split(',')[0]?.trim() ?? '';
    return type === '' ? [] : [engineOf(type) ?? type.toLowerCase()];
  }
  return condition.children.flatMap(enginesIn);
}

/** Whether a condition holds on an engine; undefined where it depends on the database. */
function holds(condition: Pick<Change, 'name' | 'children'> & Partial<Change>, engine: string): boolean | undefined {
  const inner = condition.children.map((child) => holds(child, engine));
  switch (condition.name) {
    case 'dbms':
      return otherEngine(condition.values?.get('type') ?? '', engine) === undefined;
    case 'not':
      return inner.includes(undefined) || inner.length === 0 ? undefined : inner.includes(false);
    case 'or':
      return inner.includes(true) ? true : inner.includes(undefined) || inner.length === 0 ? undefined : false;
    case 'and':
    case 'preConditions':
      return inner.includes(false) ? false : inner.includes(undefined) ? undefined : true;
    default:
      return undefined;
  }
}

/** The kinds of condition that a changeset is passed over for, rather than stopping the run. */
export function softConditions(preconditions: readonly Change[]): ReadonlySet<string> {
  const kinds = (conditions: readonly Change[]): readonly string[] =>
    conditions.flatMap(({ name, children }) => [name, ...kinds(children)]);
  return new Set(
    preconditions
      .filter(({ values }) => /^(?:mark_ran|continue)$/i.test(values.get('onFail') ?? ''))
      .flatMap(({ children }) => kinds(children)),
  );
}

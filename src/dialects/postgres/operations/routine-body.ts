/** What the body of a function says it does, as far as its words tell: the body is a text, and may be in any language. */
import { tokenize } from '../scan.ts';

/** First words of statements that change schema or data, or run what is built there. */
const CHANGES = new Set(
  'ALTER CREATE DROP TRUNCATE INSERT UPDATE DELETE MERGE EXECUTE REINDEX REFRESH CLUSTER GRANT REVOKE COPY CALL LOCK COMMENT'.split(' '),
);
/** Those that also stand inside of another statement: in a WITH, after RETURN QUERY, in FOR … IN. */
const INNER_CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'EXECUTE']);
const STARTS_STATEMENT = new Set(['', ';', 'BEGIN', 'THEN', 'ELSE', 'LOOP']);
const STARTS_INNER = new Set(['(', ')', 'QUERY', 'IN']);

/** Whether a function's body changes anything. */
export function bodyChanges(body: string): boolean {
  let before = '';
  for (const { kind, start, end } of tokenize(body)) {
    const word = kind === 'word' || kind === 'symbol' ? body.slice(start, end).toUpperCase() : '-';
    if (CHANGES.has(word) && STARTS_STATEMENT.has(before)) return true;
    if (INNER_CHANGES.has(word) && STARTS_INNER.has(before)) return true;
    before = word;
  }
  return false;
}

/** Words between the verb and the name of the table. */
const VERBS: Readonly<Record<string, string>> = { INSERT: 'INTO', DELETE: 'FROM', MERGE: 'INTO', UPDATE: '' };

/** Names of the tables whose rows a body changes, in parts, as its words say: `INSERT INTO app.log`. */
export function bodyWrites(body: string): readonly (readonly string[])[] {
  const tokens = tokenize(body).filter(({ kind }) => kind !== 'comment');
  const text = (i: number): string => {
    const token = tokens[i];
    return token ? body.slice(token.start, token.end) : '';
  };
  const word = (i: number): string => (tokens[i]?.kind === 'word' || tokens[i]?.kind === 'symbol' ? text(i).toUpperCase() : '');
  const part = (i: number): string => (tokens[i]?.kind === 'quoted' ? text(i).slice(1, -1).replaceAll('""', '"') : text(i).toLowerCase());
  const found: (readonly string[])[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const follows = VERBS[word(i)];
    if (follows === undefined || !(STARTS_STATEMENT.has(word(i - 1)) || STARTS_INNER.has(word(i - 1)))) continue;
    let at = i + 1;
    if (follows !== '') {
      if (word(at) !== follows) continue;
      at++;
    }
    if (word(at) === 'ONLY') at++;
    const parts = [part(at)];
    while (word(at + 1) === '.') {
      at += 2;
      parts.push(part(at));
    }
    found.push(parts);
  }
  return found;
}

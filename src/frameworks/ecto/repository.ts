/** What a migration asks of the repository itself: it is done at once, before what is queued. */
import type { Node } from '../tree-sitter/parse.ts';
import type { Runner } from './migration.ts';
import { computed, type Value } from './values.ts';

const SQL = /^Ecto\.Adapters\.SQL\.|^Postgrex\./;

/** `repo().x`, `MyApp.Repo.x`, `Ecto.Adapters.SQL.x`. */
export const isRepository = (name: string): boolean => SQL.test(name) || /(?:^repo\(\)|(?:^|\.)\w*Repo(?:Base|sitory)?(?:\.\w+)?|^repo|^conn)\.\w+[?!]?$/.test(name); // prettier-ignore

const READS =
  /^(?:all|all_by|one|get|get_by|exists|aggregate|preload|reload|load|stream|config|to_sql|in_transaction|get_dynamic_repo|put_dynamic_repo|default_options|prepare_query|rollback|child_spec|start_link|stop|__adapter__|table_exists)[?!]?$/; // prettier-ignore
const QUERIES = /^(?:query|query_many)!?$/;
const AROUND = /^(?:transaction|transact|checkout|with_dynamic_repo)!?$/;

export function askRepository(name: string, args: readonly Value[], node: Node, runner: Runner): Value {
  const own = name.slice(name.lastIndexOf('.') + 1);
  const [first, second] = args;
  if (QUERIES.test(own)) {
    // The functions of the adapter are handed the repository first.
    runner.send(SQL.test(name) ? second : first, node);
    return computed(node);
  }
  if (AROUND.test(own)) {
    const callee = args.find((arg) => arg.kind === 'function');
    const begins = own.startsWith('transact') && !runner.direction.wrapped;
    if (begins) runner.made('BEGIN', { start: node.start, end: node.start + 1 });
    if (callee?.kind === 'function') runner.apply(callee, [computed(node)], node);
    else runner.unread(node, 'what it does in the transaction is computed');
    if (begins) runner.made('COMMIT', { start: node.end - 1, end: node.end });
    return computed(node);
  }
  if (READS.test(own)) return computed(node);
  runner.unread(node, `a data change through a model: ${name}`);
  return computed(node);
}

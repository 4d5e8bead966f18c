/** What depends on columns, functions and types: how it follows a rename, and what goes along when they are dropped. */
import type { Table, UserFunction } from './catalog.ts';
import { type Draft, putTable, relationOf, relationsWithUses, removeEntry, setEntry, without } from './draft.ts';
import { dropRelation } from './links.ts';
import { dropStatistics, unpublish } from './others.ts';
import { readsColumn, type Uses, withColumnRenamed, withNameSwapped, withRelationRenamed } from './uses.ts';

/** A map with every value changed; the same map where nothing changes. */
function mapped<V>(map: ReadonlyMap<string, V>, change: (value: V) => V): ReadonlyMap<string, V> {
  if (map.size === 0) return map;
  let differs = false;
  const entries = [...map].map(([key, value]): [string, V] => {
    const changed = change(value);
    differs ||= changed !== value;
    return [key, changed];
  });
  return differs ? new Map(entries) : map;
}

/** An object with one field replaced; the same object where the field stays. */
const withField = <T, K extends keyof T>(object: T, key: K, value: T[K]): T =>
  object[key] === value ? object : { ...object, [key]: value };

/** A relation with everything changed that says what its view, rules, policies and triggers use. */
function withUses(table: Table, change: (uses: Uses) => Uses): Table {
  const withView = withField(table, 'uses', change(table.uses));
  const withRules = withField(
    withView,
    'rules',
    mapped(table.rules, (rule) => withField(rule, 'uses', change(rule.uses))),
  );
  const withPolicies = withField(
    withRules,
    'policies',
    mapped(table.policies, (policy) => withField(policy, 'uses', change(policy.uses))),
  );
  return withField(
    withPolicies,
    'triggers',
    mapped(table.triggers, (trigger) => withField(trigger, 'when', change(trigger.when))),
  );
}

/** Changes what everything in the catalog uses. */
function changeUses(draft: Draft, change: (uses: Uses) => Uses): void {
  for (const table of relationsWithUses(draft.now)) {
    const changed = withUses(table, change);
    if (changed !== table) putTable(draft, changed);
  }
  for (const [name, overloads] of draft.now.functions) {
    const changed = overloads.map((f) => withField(f, 'uses', change(f.uses)));
    if (changed.some((f, i) => f !== overloads[i])) setEntry(draft, 'functions', name, changed);
  }
  for (const [name, publication] of draft.now.publications) {
    const tables = mapped(publication.tables, (table) => withField(table, 'where', change(table.where)));
    if (tables !== publication.tables) setEntry(draft, 'publications', name, { ...publication, tables });
  }
}

/** A relation got another name: what reads it follows. */
export function followRelation(draft: Draft, from: string, to: string): void {
  changeUses(draft, (uses) => withRelationRenamed(uses, from, to));
  for (const [name, statistics] of draft.now.statistics)
    if (statistics.table === from) setEntry(draft, 'statistics', name, { ...statistics, table: to });
  for (const [name, publication] of draft.now.publications) {
    const published = publication.tables.get(from);
    if (published)
      setEntry(draft, 'publications', name, { ...publication, tables: new Map(without(publication.tables, from)).set(to, published) });
  }
}

/** A column got another name: what reads it follows. */
export function followColumn(draft: Draft, relation: string, from: string, to: string): void {
  const swap = (columns: readonly string[]): readonly string[] => columns.map((name) => (name === from ? to : name));
  changeUses(draft, (uses) => withColumnRenamed(uses, relation, from, to));
  const table = relationOf(draft, relation);
  const triggers = table && mapped(table.triggers, (t) => (t.columns.includes(from) ? { ...t, columns: swap(t.columns) } : t));
  if (triggers && triggers !== table.triggers) putTable(draft, { ...table, triggers });
  for (const [name, statistics] of draft.now.statistics) {
    if (statistics.table === relation) setEntry(draft, 'statistics', name, { ...statistics, columns: swap(statistics.columns) });
  }
  for (const [name, publication] of draft.now.publications) {
    const published = publication.tables.get(relation);
    if (!published?.columns.includes(from)) continue;
    const tables = new Map(publication.tables).set(relation, { ...published, columns: swap(published.columns) });
    setEntry(draft, 'publications', name, { ...publication, tables });
  }
}

/** A function or type got another name: what uses it follows. */
export function followName(draft: Draft, kind: 'functions' | 'types', from: string, to: string): void {
  changeUses(draft, (uses) => withNameSwapped(uses, kind, from, to));
  if (kind === 'types') return;
  for (const table of relationsWithUses(draft.now)) {
    const triggers = mapped(table.triggers, (trigger) => (trigger.function === from ? { ...trigger, function: to } : trigger));
    if (triggers !== table.triggers) putTable(draft, { ...table, triggers });
  }
}

/** Drops the views, rules, policies, triggers and functions that certainly use something; views with those over them. */
export function dropUsers(draft: Draft, isUsed: (uses: Uses) => boolean): void {
  const clean = (table: Table): Table => {
    const rules = new Map([...table.rules].filter(([, rule]) => !isUsed(rule.uses)));
    const policies = new Map([...table.policies].filter(([, policy]) => !isUsed(policy.uses)));
    const triggers = new Map([...table.triggers].filter(([, trigger]) => !isUsed(trigger.when)));
    return rules.size < table.rules.size || policies.size < table.policies.size || triggers.size < table.triggers.size
      ? { ...table, rules, policies, triggers }
      : table;
  };
  for (const table of relationsWithUses(draft.now)) if (isUsed(table.uses)) dropRelation(draft, table.name, true);
  for (const table of relationsWithUses(draft.now)) {
    const cleaned = clean(table);
    if (cleaned !== table) putTable(draft, cleaned);
  }
  for (const [name, overloads] of Array.from(draft.now.functions)) {
    const kept = overloads.filter((f) => !isUsed(f.uses));
    if (kept.length < overloads.length) putFunctions(draft, name, kept);
  }
}

/** Puts the overloads of a function; none takes the name away. */
export function putFunctions(draft: Draft, name: string, overloads: readonly UserFunction[]): void {
  if (overloads.length === 0) removeEntry(draft, 'functions', name);
  else setEntry(draft, 'functions', name, overloads);
}

/** A column goes: statistics over it go too, and with CASCADE all that uses it. */
export function dropColumnUsers(draft: Draft, relation: string, column: string, cascade: boolean): void {
  for (const [name, statistics] of Array.from(draft.now.statistics)) {
    if (statistics.table === relation && statistics.columns.includes(column)) dropStatistics(draft, name);
  }
  if (!cascade) return;
  dropUsers(draft, (uses) => readsColumn(uses, relation, column) === 'yes');
  const table = relationOf(draft, relation);
  const triggers = new Map([...(table?.triggers ?? [])].filter(([, trigger]) => !trigger.columns.includes(column)));
  if (table && triggers.size < table.triggers.size) putTable(draft, { ...table, triggers });
  for (const publication of Array.from(draft.now.publications.values()))
    if (publication.tables.get(relation)?.columns.includes(column)) unpublish(draft, publication, relation);
}

/** A relation is gone: so are its statistics, its places in publications, and with CASCADE what reads it. */
export function dropRelationUsers(draft: Draft, relation: string, cascade: boolean): void {
  for (const [name, statistics] of Array.from(draft.now.statistics)) if (statistics.table === relation) dropStatistics(draft, name);
  for (const publication of Array.from(draft.now.publications.values()))
    if (publication.tables.has(relation)) unpublish(draft, publication, relation);
  if (cascade) dropUsers(draft, (uses) => uses.relations.has(relation));
}

/** Comments, owners and privileges that have to be given again. */
import { type Grant, grantKey, type Notes, type Table } from '../../../catalog/catalog.ts';
import { inputsOf } from '../../../catalog/types.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { quoteIdent } from '../identifier.ts';
import { grantAgain, revokeAgain } from './again.ts';
import type { Building } from './building.ts';
import { differing } from './properties.ts';

type Comment = Pick<OperationOf<'comment'>, 'objectType' | 'table' | 'target' | 'part'>;

const COMMENTED: Readonly<Record<Table['kind'], string>> = {
  table: 'table',
  partitioned: 'table',
  view: 'view',
  'materialized-view': 'materialized view',
  sequence: 'sequence',
  'foreign-table': 'foreign table',
};

function commentAgain(b: Building, about: Comment, wanted: string, now: string): void {
  if (wanted === now) return;
  b.push({ kind: 'comment', span: b.span, ...about, text: wanted === '' ? undefined : wanted });
}

/** Comments on a relation and on what hangs on it. */
function relationComments(b: Building, wanted: Table): void {
  const { name: table } = wanted;
  const now = b.now().relations.get(table);
  if (!now) return;
  const parts = <V extends { readonly comment: string }>(
    objectType: string,
    all: ReadonlyMap<string, V>,
    there: ReadonlyMap<string, V>,
  ): void => {
    for (const [part, value] of all) {
      const other = there.get(part);
      const target = objectType === 'column' ? `${table}.${quoteIdent(part)}` : `${quoteIdent(part)} ON ${table}`;
      if (other) commentAgain(b, { objectType, table, target, part }, value.comment, other.comment);
    }
  };
  commentAgain(b, { objectType: COMMENTED[wanted.kind], table, target: table, part: '' }, wanted.notes.comment, now.notes.comment);
  parts('column', wanted.columns, now.columns);
  parts('constraint', wanted.constraints, now.constraints);
  parts('trigger', wanted.triggers, now.triggers);
  parts('rule', wanted.rules, now.rules);
  parts('policy', wanted.policies, now.policies);
}

/** MAINTAIN came with 17, with which ALL means it too. */
const forVersion = (grants: readonly Grant[], version: number): readonly Grant[] =>
  version >= 17 ? grants : grants.filter(({ privilege }) => privilege !== 'maintain');

/** Owner and privileges of one object. */
function notesAgain(b: Building, on: string, target: string, table: string, wanted: Notes, notes: () => Notes): void {
  const { span } = b;
  const now = notes();
  if (wanted === now) return;
  if (wanted.owner !== now.owner && wanted.owner !== '')
    b.push({ kind: 'set-owner', span, table, object: target, owner: wanted.owner, objectType: on, target });
  const taken = [...now.grants.values()].filter((grant) => !wanted.grants.has(grantKey(grant)));
  const optionOnly = [...now.grants.values()].filter(
    (grant) => grant.withOption && wanted.grants.get(grantKey(grant))?.withOption === false,
  );
  for (const operation of revokeAgain(on, target, forVersion(taken, b.version), false, span)) b.push(operation);
  for (const operation of revokeAgain(on, target, forVersion(optionOnly, b.version), true, span)) b.push(operation);
  // A privilege on the table takes those on its columns along when it is revoked.
  const missing = [...wanted.grants.values()].filter((grant) => {
    const own = notes().grants.get(grantKey(grant));
    return !own || (grant.withOption && !own.withOption);
  });
  for (const operation of grantAgain(on, target, forVersion(missing, b.version), span)) b.push(operation);
}

/** Comments, owners and privileges of everything that is there. */
export function allNotes(b: Building): void {
  for (const [wanted, name] of differing(b)) {
    relationComments(b, wanted);
    const on = wanted.kind === 'sequence' ? 'sequence' : 'table';
    notesAgain(b, on, name, name, wanted.notes, () => b.now().relations.get(name)?.notes ?? wanted.notes);
  }
  for (const index of b.wanted.indexes.values()) {
    const now = b.now().indexes.get(index.name);
    if (now && now !== index)
      commentAgain(b, { objectType: 'index', table: index.name, target: index.name, part: '' }, index.comment, now.comment);
  }
  for (const type of b.wanted.types.values()) {
    const now = b.now().types.get(type.name);
    if (!now || now === type) continue;
    const objectType = type.kind === 'domain' ? 'domain' : 'type';
    otherNotes(b, objectType, type.name, type.notes, now.notes);
  }
  for (const [name, overloads] of b.wanted.functions) {
    for (const own of overloads) {
      const now = b
        .now()
        .functions.get(name)
        ?.find((f) => inputsOf(f.arguments) === inputsOf(own.arguments));
      if (now && now !== own)
        otherNotes(b, own.procedure ? 'procedure' : 'function', `${name}(${inputsOf(own.arguments)})`, own.notes, now.notes);
    }
  }
  for (const publication of b.wanted.publications.values()) {
    const now = b.now().publications.get(publication.name);
    if (now && now !== publication) otherNotes(b, 'publication', quoteIdent(publication.name), publication.notes, now.notes);
  }
  for (const [key, other] of b.wanted.others) {
    const now = b.now().others.get(key);
    if (now === other || (!now && other.making.length > 0)) continue;
    otherNotes(b, other.objectType, other.target, other.notes, now?.notes ?? { comment: '', owner: '', grants: new Map() });
  }
}

function otherNotes(b: Building, objectType: string, target: string, wanted: Notes, now: Notes): void {
  commentAgain(b, { objectType, table: '', target, part: '' }, wanted.comment, now.comment);
  notesAgain(b, objectType, target, '', wanted, () => now);
}

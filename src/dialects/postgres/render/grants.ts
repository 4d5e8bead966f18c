/** Privileges as SQL. */
import type { Privilege } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { quoteIdent } from '../identifier.ts';
import { idents, role, words } from './words.ts';

/** Types of objects that GRANT calls by another name than the rest of SQL does. */
const CALLED: Readonly<Record<string, string>> = { server: 'FOREIGN SERVER', 'parameter acl': 'PARAMETER' };

const privileges = (rights: readonly Privilege[]): string =>
  rights.length === 0
    ? 'ALL'
    : rights.map(({ name, columns }) => words(name.toUpperCase(), columns.length > 0 && `(${idents(columns)})`)).join(', ');

/** What follows GRANT and REVOKE: the privileges and what they are on; for membership the roles. */
function what(o: OperationOf<'grant'> | OperationOf<'revoke'>): string {
  if (o.on === 'role') return o.rights.map(({ name }) => quoteIdent(name)).join(', ');
  const type = CALLED[o.on] ?? o.on.toUpperCase();
  const objects = o.targets.join(', ');
  return `${privileges(o.rights)} ON ${o.allInSchema ? `ALL ${type}S IN SCHEMA` : type} ${objects}`;
}

/** GRANT. */
export function grant(o: OperationOf<'grant'>): string {
  const option = o.on === 'role' ? 'WITH ADMIN OPTION' : 'WITH GRANT OPTION';
  return words('GRANT', what(o), 'TO', o.grantees.map(role).join(', '), o.withOption && option);
}

/** REVOKE. */
export function revoke(o: OperationOf<'revoke'>): string {
  const option = o.on === 'role' ? 'ADMIN OPTION FOR' : 'GRANT OPTION FOR';
  return words('REVOKE', o.optionOnly && option, what(o), 'FROM', o.grantees.map(role).join(', '), o.cascade && 'CASCADE');
}

/** ALTER DEFAULT PRIVILEGES. */
export function defaultPrivileges(o: OperationOf<'alter-default-privileges'>): string {
  return words(
    'ALTER DEFAULT PRIVILEGES',
    o.roles.length > 0 && `FOR ROLE ${o.roles.map(role).join(', ')}`,
    o.schemas.length > 0 && `IN SCHEMA ${idents(o.schemas)}`,
    o.grants ? 'GRANT' : 'REVOKE',
    !o.grants && o.withOption && 'GRANT OPTION FOR',
    `${privileges(o.rights)} ON ${o.objectType.toUpperCase()}`,
    o.grants ? 'TO' : 'FROM',
    o.grantees.map(role).join(', '),
    o.grants && o.withOption && 'WITH GRANT OPTION',
    !o.grants && o.cascade && 'CASCADE',
  );
}

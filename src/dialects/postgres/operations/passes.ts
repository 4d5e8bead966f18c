/** The order in which the server does the sub-commands of one ALTER TABLE: AT_PASS_DROP and its like in tablecmds.c. */
import type { Operation } from '../../../operations/operation.ts';

function passOf(operation: Operation): number {
  switch (operation.kind) {
    case 'drop-column':
    case 'drop-constraint':
    case 'drop-default':
    case 'drop-not-null':
    case 'drop-identity':
    case 'drop-expression':
      return 0;
    case 'alter-column-type':
      return 1;
    case 'add-column':
      return 2;
    case 'set-expression':
      return 3;
    case 'set-not-null':
    case 'set-identity':
      return 4;
    case 'add-constraint':
      return operation.constraintKind === 'check' || operation.constraintKind === 'foreign-key' || operation.constraintKind === 'not-null'
        ? 6
        : 5;
    case 'set-default':
    case 'add-identity':
      return 6;
    default:
      return 7;
  }
}

/** Sub-commands as they are done: what is dropped goes first, whatever comes first in the statement. */
export function inPasses(operations: readonly Operation[]): readonly Operation[] {
  return operations.toSorted((a, b) => passOf(a) - passOf(b));
}

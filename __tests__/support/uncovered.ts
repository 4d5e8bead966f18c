/** Kinds of operations that no row runs on a server, each with the reason. registry.test.ts sees to it that the list is short and true. */
import type { OperationKind } from '../../src/operations/operation.ts';

export const UNCOVERED: Readonly<Partial<Record<OperationKind, string>>> = {
  call: 'What a procedure does is not in the file: it is shown as not analysed.',
  unsupported: 'It is by definition what has no kind: it is shown as not analysed.',
};

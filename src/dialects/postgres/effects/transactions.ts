/** BEGIN, COMMIT and their like, and what ends a session's state: nothing is locked, but the server refuses some of it. */
import type { Analysis, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { answer, outsideOnly, type Scene } from './scene.ts';

type Control = OperationOf<'transaction-control'>;

const WORDS: Readonly<Record<Control['action'], string>> = {
  begin: 'BEGIN',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  savepoint: 'SAVEPOINT',
  release: 'RELEASE SAVEPOINT',
  'rollback-to': 'ROLLBACK TO SAVEPOINT',
  prepare: 'PREPARE TRANSACTION',
  'commit-prepared': 'COMMIT PREPARED',
  set: 'SET TRANSACTION',
};

const OF_SAVEPOINTS: ReadonlySet<Control['action']> = new Set(['savepoint', 'release', 'rollback-to']);
const OF_PLPGSQL: ReadonlySet<Control['action']> = new Set(['commit', 'rollback', 'set']);

/** Transaction control. Rows: transactions.server.test.ts. */
export function transactionControl(scene: Scene, operation: Control): Analysis {
  if (operation.action === 'commit-prepared') return answer(scene, [], outsideOnly(scene, WORDS['commit-prepared']));
  const ends = operation.action === 'commit' || operation.action === 'rollback';
  return answer(scene, [], {
    refused: refusalOf(scene, operation),
    mustRunOutsideTransaction: scene.situation.inBlock !== undefined && ends,
  });
}

function refusalOf({ situation }: Scene, { action, chain }: Control): Refusal | null {
  const words = chain ? `${WORDS[action]} AND CHAIN` : WORDS[action];
  if (situation.inBlock) {
    if (!OF_PLPGSQL.has(action)) return { sqlstate: '0A000', reason: `${words} is not available in a DO block` };
    return situation.inBlock === 'inside' && action !== 'set'
      ? { sqlstate: '2D000', reason: `${words} cannot run in a DO block that runs inside a transaction` }
      : null;
  }
  const block = situation.inTransaction !== false && !situation.implicit;
  return !block && (chain || OF_SAVEPOINTS.has(action))
    ? { sqlstate: '25P01', reason: `${words} can only be used in a transaction block` }
    : null;
}

/** DISCARD ALL, DECLARE, and the statements about the session that the server takes anywhere. */
export function session(scene: Scene, operation: OperationOf<'session'>): Analysis {
  if (operation.statement === 'DISCARD ALL') return answer(scene, [], outsideOnly(scene, 'DISCARD ALL'));
  const outside = operation.statement === 'DECLARE' && scene.situation.inTransaction === false;
  return answer(scene, [], {
    refused: outside ? { sqlstate: '25P01', reason: 'DECLARE CURSOR can only be used in a transaction block' } : null,
  });
}

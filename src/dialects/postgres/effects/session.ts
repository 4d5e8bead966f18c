/** What statements about the session and its transactions need: some a transaction block, some none. */
import type { Analysis } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { answer, outsideOnly, type Scene } from './scene.ts';

/** A statement that the server takes inside a transaction block alone. */
function insideOnly(scene: Scene, statement: string): Analysis {
  const outside = scene.situation.inTransaction === false;
  return answer(scene, [], {
    refused: outside ? { sqlstate: '25P01', reason: `${statement} can only be used in a transaction block` } : null,
  });
}

/** BEGIN, COMMIT and their like: savepoints are in transactions; what was prepared is ended from outside of one. */
export function control(scene: Scene, { action }: OperationOf<'transaction-control'>): Analysis {
  switch (action) {
    case 'savepoint':
      return insideOnly(scene, 'SAVEPOINT');
    case 'release':
      return insideOnly(scene, 'RELEASE SAVEPOINT');
    case 'rollback-to':
      return insideOnly(scene, 'ROLLBACK TO SAVEPOINT');
    case 'commit-prepared':
      return answer(scene, [], outsideOnly(scene, 'COMMIT PREPARED and ROLLBACK PREPARED'));
    default:
      return answer(scene, []);
  }
}

/** DISCARD, DECLARE and the rest. */
export function session(scene: Scene, { statement }: OperationOf<'session'>): Analysis {
  if (statement === 'DISCARD ALL') return answer(scene, [], outsideOnly(scene, 'DISCARD ALL'));
  return statement === 'DECLARE' ? insideOnly(scene, 'DECLARE CURSOR') : answer(scene, []);
}

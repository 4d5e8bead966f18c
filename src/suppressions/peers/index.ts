/** The tools whose comments can be honoured. Loaded only where a configuration asks for one. */
import type { SuppressionPeer } from '../../config/config.ts';
import { atlas } from './atlas.ts';
import { migrationpilot } from './migrationpilot.ts';
import type { SuppressingPeer } from './peer.ts';
import { pgfence } from './pgfence.ts';
import { squawk } from './squawk.ts';
import { strongMigrations } from './strong-migrations.ts';

/** By their names in `suppressions-of`. */
export const suppressingPeers: Readonly<Record<SuppressionPeer, SuppressingPeer>> = {
  squawk,
  atlas,
  migrationpilot,
  pgfence,
  strong_migrations: strongMigrations,
};

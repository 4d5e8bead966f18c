-- A file of one statement runs outside a transaction in Prisma Migrate, which is what CONCURRENTLY needs.
CREATE INDEX CONCURRENTLY "AuditLog_actorId_at_idx" ON "AuditLog"("actorId", "at");

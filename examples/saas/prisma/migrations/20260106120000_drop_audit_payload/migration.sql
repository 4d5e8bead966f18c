/*
  Warnings:

  - You are about to drop the column `payload` on the `AuditLog` table. All the data in the column will be lost.

*/
-- AlterTable
-- lockkeeper:allow drop-column by @data-platform -- payloads were copied to the warehouse and no code reads them since November 2025
ALTER TABLE "AuditLog" DROP COLUMN "payload";

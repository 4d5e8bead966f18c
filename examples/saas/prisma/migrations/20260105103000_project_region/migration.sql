-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "region" TEXT;

-- Every project lives in Europe so far.
UPDATE "Project" SET "region" = 'eu-central-1';

-- AlterTable
ALTER TABLE "Project" ALTER COLUMN "region" SET NOT NULL;

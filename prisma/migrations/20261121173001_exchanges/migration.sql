-- CreateEnum
CREATE TYPE "Activity" AS ENUM ('idle', 'running', 'error');

-- AlterTable
ALTER TABLE "Principal" ADD COLUMN     "activity" "Activity",
ADD COLUMN     "activityAt" TIMESTAMPTZ(3);

-- What was caused by a message and belongs to its exchange without saying so: few rows, found by their cause.
CREATE INDEX "Message_caused" ON "Message" ("spaceId", "causationId", "sequence")
WHERE "causationId" IS NOT NULL AND "correlationId" IS NULL;

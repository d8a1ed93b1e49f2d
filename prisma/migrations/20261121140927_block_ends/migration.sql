-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "rolesRevision" BIGINT NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Block_expiresAt_idx" ON "Block"("expiresAt");

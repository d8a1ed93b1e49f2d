-- AlterTable
ALTER TABLE "Thread" ADD COLUMN     "origin" BIGINT;

-- CreateIndex
CREATE INDEX "Thread_channelKey_origin_idx" ON "Thread"("channelKey", "origin");

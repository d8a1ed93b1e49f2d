-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "collectAt" TIMESTAMPTZ(3),
ADD COLUMN     "namedAt" TIMESTAMPTZ(3),
ADD COLUMN     "pieces" TEXT NOT NULL,
ADD COLUMN     "thumbnail" TEXT;

-- CreateIndex
CREATE INDEX "Attachment_spaceId_uploadedBy_createdAt_idx" ON "Attachment"("spaceId", "uploadedBy", "createdAt");

-- CreateIndex
CREATE INDEX "Attachment_collectAt_idx" ON "Attachment"("collectAt");

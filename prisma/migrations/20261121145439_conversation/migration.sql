-- CreateEnum
CREATE TYPE "AttentionLevel" AS ENUM ('default', 'following', 'muted');

-- CreateEnum
CREATE TYPE "MentionKind" AS ENUM ('direct', 'group', 'here', 'addressed', 'thread');

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "text" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Attention" (
    "principalKey" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "readThrough" BIGINT NOT NULL DEFAULT 0,
    "level" "AttentionLevel" NOT NULL DEFAULT 'default',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Attention_pkey" PRIMARY KEY ("principalKey","subject")
);

-- CreateTable
CREATE TABLE "Mention" (
    "principalKey" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" "MentionKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mention_pkey" PRIMARY KEY ("principalKey","sequence")
);

-- CreateTable
CREATE TABLE "SavedFilter" (
    "id" UUID NOT NULL,
    "spaceId" TEXT NOT NULL,
    "principalKey" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedFilter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" UUID NOT NULL,
    "spaceId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "uploadedBy" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "hasThumbnail" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sequence" BIGINT,

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Mention_principalKey_readAt_idx" ON "Mention"("principalKey", "readAt");

-- CreateIndex
CREATE INDEX "Mention_spaceId_sequence_idx" ON "Mention"("spaceId", "sequence");

-- CreateIndex
CREATE INDEX "SavedFilter_spaceId_isShared_idx" ON "SavedFilter"("spaceId", "isShared");

-- CreateIndex
CREATE UNIQUE INDEX "SavedFilter_principalKey_name_key" ON "SavedFilter"("principalKey", "name");

-- CreateIndex
CREATE INDEX "Attachment_spaceId_subject_sequence_idx" ON "Attachment"("spaceId", "subject", "sequence");

-- CreateIndex
CREATE INDEX "Attachment_sequence_createdAt_idx" ON "Attachment"("sequence", "createdAt");

-- AddForeignKey
ALTER TABLE "Attention" ADD CONSTRAINT "Attention_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedFilter" ADD CONSTRAINT "SavedFilter_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedFilter" ADD CONSTRAINT "SavedFilter_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

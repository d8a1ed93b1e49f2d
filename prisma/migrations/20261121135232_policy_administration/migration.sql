-- Search by a part of a name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "BlockEffect" AS ENUM ('access', 'posting');

-- DropIndex
DROP INDEX "DecisionLog_spaceId_at_idx";

-- DropIndex
DROP INDEX "AuditLog_spaceId_at_idx";

-- AlterTable
ALTER TABLE "DecisionLog" ADD COLUMN     "rule" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sampledOneIn" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "AuditLog" ADD COLUMN     "address" TEXT,
ADD COLUMN     "via" TEXT;

-- CreateTable
CREATE TABLE "AgentNkey" (
    "publicKey" TEXT NOT NULL,
    "principalKey" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AgentNkey_pkey" PRIMARY KEY ("publicKey")
);

-- CreateTable
CREATE TABLE "TokenIssuer" (
    "key" SERIAL NOT NULL,
    "spaceId" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "jwksUri" TEXT,
    "jwks" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TokenIssuer_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AgentSubject" (
    "issuerKey" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "principalKey" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AgentSubject_pkey" PRIMARY KEY ("issuerKey","subject")
);

-- CreateTable
CREATE TABLE "UsedChallenge" (
    "nonce" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UsedChallenge_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "AuthAttempt" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "spaceId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "times" BIGINT NOT NULL,

    CONSTRAINT "AuthAttempt_pkey" PRIMARY KEY ("spaceId","hour","method","outcome")
);

-- CreateTable
CREATE TABLE "Block" (
    "id" UUID NOT NULL,
    "channelKey" INTEGER NOT NULL,
    "groupKey" INTEGER,
    "principalKey" INTEGER,
    "effect" "BlockEffect" NOT NULL,
    "reason" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "Block_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Redaction" (
    "spaceId" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "bySequence" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Redaction_pkey" PRIMARY KEY ("spaceId","sequence")
);

-- CreateIndex
CREATE INDEX "AgentNkey_principalKey_idx" ON "AgentNkey"("principalKey");

-- CreateIndex
CREATE UNIQUE INDEX "TokenIssuer_spaceId_issuer_key" ON "TokenIssuer"("spaceId", "issuer");

-- CreateIndex
CREATE INDEX "AgentSubject_principalKey_idx" ON "AgentSubject"("principalKey");

-- CreateIndex
CREATE INDEX "UsedChallenge_expiresAt_idx" ON "UsedChallenge"("expiresAt");

-- CreateIndex
CREATE INDEX "Block_groupKey_idx" ON "Block"("groupKey");

-- CreateIndex
CREATE INDEX "Block_principalKey_idx" ON "Block"("principalKey");

-- CreateIndex
CREATE UNIQUE INDEX "Block_channelKey_groupKey_effect_key" ON "Block"("channelKey", "groupKey", "effect");

-- CreateIndex
CREATE UNIQUE INDEX "Block_channelKey_principalKey_effect_key" ON "Block"("channelKey", "principalKey", "effect");

-- CreateIndex
CREATE INDEX "Principal_id_trgm" ON "Principal" USING GIN ("id" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Principal_displayName_trgm" ON "Principal" USING GIN ("displayName" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Group_name_trgm" ON "Group" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "DecisionLog_spaceId_id_idx" ON "DecisionLog"("spaceId", "id");

-- CreateIndex
CREATE INDEX "DecisionLog_spaceId_principal_id_idx" ON "DecisionLog"("spaceId", "principal", "id");

-- CreateIndex
CREATE INDEX "DecisionLog_at_idx" ON "DecisionLog"("at");

-- CreateIndex
CREATE INDEX "AuditLog_spaceId_id_idx" ON "AuditLog"("spaceId", "id");

-- CreateIndex
CREATE INDEX "AuditLog_spaceId_actor_id_idx" ON "AuditLog"("spaceId", "actor", "id");

-- CreateIndex
CREATE INDEX "AuditLog_at_idx" ON "AuditLog"("at");

-- AddForeignKey
ALTER TABLE "AgentNkey" ADD CONSTRAINT "AgentNkey_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TokenIssuer" ADD CONSTRAINT "TokenIssuer_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentSubject" ADD CONSTRAINT "AgentSubject_issuerKey_fkey" FOREIGN KEY ("issuerKey") REFERENCES "TokenIssuer"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentSubject" ADD CONSTRAINT "AgentSubject_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Block" ADD CONSTRAINT "Block_channelKey_fkey" FOREIGN KEY ("channelKey") REFERENCES "Channel"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Block" ADD CONSTRAINT "Block_groupKey_fkey" FOREIGN KEY ("groupKey") REFERENCES "Group"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Block" ADD CONSTRAINT "Block_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- The logs are append-only: rows are neither changed nor removed, but by the sweep of what is older than it has to be kept.
CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('parley.log_retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER "AuditLog_append_only" BEFORE UPDATE OR DELETE ON "AuditLog" FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER "AuditLog_no_truncate" BEFORE TRUNCATE ON "AuditLog" FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER "DecisionLog_append_only" BEFORE UPDATE OR DELETE ON "DecisionLog" FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER "DecisionLog_no_truncate" BEFORE TRUNCATE ON "DecisionLog" FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();

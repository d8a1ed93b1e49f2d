-- AlterTable
ALTER TABLE "Group" ADD COLUMN     "memberCount" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "joinedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "principalId" TEXT;

-- What is there already
UPDATE "Membership" m SET "principalId" = p.id FROM "Principal" p WHERE p.key = m."principalKey";
UPDATE "Group" g SET "memberCount" = (SELECT count(*) FROM "Membership" m WHERE m."groupKey" = g.key);
ALTER TABLE "Membership" ALTER COLUMN "principalId" SET NOT NULL;

-- CreateTable
CREATE TABLE "MemberChange" (
    "id" UUID NOT NULL,
    "spaceId" TEXT NOT NULL,
    "groupKey" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added" INTEGER[],
    "removed" INTEGER[],
    "removedJoinedAt" TIMESTAMPTZ(3)[],
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "MemberChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MemberChange_spaceId_at_idx" ON "MemberChange"("spaceId", "at");

-- CreateIndex
CREATE INDEX "Principal_spaceId_lastSeenAt_key_idx" ON "Principal"("spaceId", "lastSeenAt", "key");

-- CreateIndex
CREATE INDEX "Principal_spaceId_createdAt_key_idx" ON "Principal"("spaceId", "createdAt", "key");

-- CreateIndex
CREATE INDEX "Membership_groupKey_principalId_idx" ON "Membership"("groupKey", "principalId");

-- CreateIndex
CREATE INDEX "Membership_groupKey_joinedAt_principalKey_idx" ON "Membership"("groupKey", "joinedAt", "principalKey");

-- The few of a million that lists are narrowed to, in the order of their ids.
CREATE INDEX "Principal_person" ON "Principal" ("spaceId", "id") WHERE "kind" = 'person';
CREATE INDEX "Principal_online" ON "Principal" ("spaceId", "id") WHERE "connections" > 0;
CREATE INDEX "Principal_disabled" ON "Principal" ("spaceId", "id") WHERE "disabledAt" IS NOT NULL;

-- A group knows how many members it has: counting a million takes longer than a page may.
CREATE FUNCTION count_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Group" g SET "memberCount" = g."memberCount" + CASE TG_OP WHEN 'INSERT' THEN changed.rows ELSE -changed.rows END
  FROM (SELECT "groupKey", count(*)::int AS rows FROM changed_memberships GROUP BY "groupKey") changed
  WHERE g.key = changed."groupKey";
  RETURN NULL;
END
$$;

CREATE TRIGGER "Membership_count_inserted" AFTER INSERT ON "Membership" REFERENCING NEW TABLE AS changed_memberships
  FOR EACH STATEMENT EXECUTE FUNCTION count_members();
CREATE TRIGGER "Membership_count_deleted" AFTER DELETE ON "Membership" REFERENCING OLD TABLE AS changed_memberships
  FOR EACH STATEMENT EXECUTE FUNCTION count_members();

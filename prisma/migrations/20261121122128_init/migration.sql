-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "PlatformRole" AS ENUM ('admin', 'operator', 'observer');

-- CreateEnum
CREATE TYPE "PrincipalKind" AS ENUM ('agent', 'person');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('public', 'private');

-- CreateEnum
CREATE TYPE "ChannelState" AS ENUM ('Active', 'Paused', 'Archived');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'moderator', 'member');

-- CreateEnum
CREATE TYPE "GrantOrigin" AS ENUM ('resource', 'admin');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "platformRole" "PlatformRole" NOT NULL DEFAULT 'operator',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Space" (
    "id" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "accountPublicKey" TEXT,
    "sealedKeys" BYTEA,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Principal" (
    "key" SERIAL NOT NULL,
    "spaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "PrincipalKind" NOT NULL,
    "displayName" TEXT NOT NULL,
    "userId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),
    "connections" INTEGER NOT NULL DEFAULT 0,
    "lastSeenAt" TIMESTAMPTZ(3),

    CONSTRAINT "Principal_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AgentKey" (
    "id" UUID NOT NULL,
    "principalKey" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AgentKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Group" (
    "key" SERIAL NOT NULL,
    "spaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Membership" (
    "groupKey" INTEGER NOT NULL,
    "principalKey" INTEGER NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("groupKey","principalKey")
);

-- CreateTable
CREATE TABLE "Channel" (
    "key" SERIAL NOT NULL,
    "spaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "resourceUid" TEXT,
    "displayName" TEXT NOT NULL DEFAULT '',
    "topic" TEXT NOT NULL DEFAULT '',
    "visibility" "Visibility" NOT NULL DEFAULT 'private',
    "enablePersistence" BOOLEAN NOT NULL DEFAULT true,
    "retentionMs" BIGINT,
    "state" "ChannelState" NOT NULL DEFAULT 'Active',
    "hasGroups" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "purgeAt" TIMESTAMPTZ(3),

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Thread" (
    "key" SERIAL NOT NULL,
    "channelKey" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "topic" TEXT NOT NULL DEFAULT '',
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "resourceUid" TEXT,
    "createdBy" TEXT,
    "state" "ChannelState" NOT NULL DEFAULT 'Active',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "purgeAt" TIMESTAMPTZ(3),

    CONSTRAINT "Thread_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ChannelRole" (
    "id" UUID NOT NULL,
    "channelKey" INTEGER NOT NULL,
    "groupKey" INTEGER,
    "principalKey" INTEGER,
    "role" "Role" NOT NULL,
    "origin" "GrantOrigin" NOT NULL,

    CONSTRAINT "ChannelRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadGrant" (
    "threadKey" INTEGER NOT NULL,
    "groupKey" INTEGER NOT NULL,

    CONSTRAINT "ThreadGrant_pkey" PRIMARY KEY ("threadKey","groupKey")
);

-- CreateTable
CREATE TABLE "Credential" (
    "id" UUID NOT NULL,
    "spaceId" TEXT NOT NULL,
    "principalKey" INTEGER NOT NULL,
    "publicKey" TEXT NOT NULL,
    "tags" TEXT[],
    "issuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Revocation" (
    "spaceId" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "revokedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "Revocation_pkey" PRIMARY KEY ("spaceId","publicKey")
);

-- CreateTable
CREATE TABLE "Message" (
    "spaceId" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "subject" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "correlationId" TEXT,
    "causationId" TEXT,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "storedAt" TIMESTAMPTZ(3) NOT NULL,
    "envelope" JSON NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("spaceId","sequence")
);

-- CreateTable
CREATE TABLE "LoggerPosition" (
    "spaceId" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LoggerPosition_pkey" PRIMARY KEY ("spaceId")
);

-- CreateTable
CREATE TABLE "DecisionLog" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "spaceId" TEXT NOT NULL,
    "principal" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "allowed" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "DecisionLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditLog" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "spaceId" TEXT,
    "actor" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "KubernetesObject" (
    "group" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "resourceVersion" BIGINT NOT NULL,
    "object" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KubernetesObject_pkey" PRIMARY KEY ("group","resource","namespace","name")
);

-- CreateTable
CREATE TABLE "KubernetesEvent" (
    "resourceVersion" BIGINT NOT NULL,
    "group" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object" JSONB NOT NULL,
    "previous" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KubernetesEvent_pkey" PRIMARY KEY ("resourceVersion")
);

-- CreateTable
CREATE TABLE "KubernetesRevision" (
    "id" INTEGER NOT NULL,
    "current" BIGINT NOT NULL,
    "compacted" BIGINT NOT NULL,

    CONSTRAINT "KubernetesRevision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Principal_spaceId_id_key" ON "Principal"("spaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Principal_spaceId_userId_key" ON "Principal"("spaceId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "AgentKey_hash_key" ON "AgentKey"("hash");

-- CreateIndex
CREATE INDEX "AgentKey_principalKey_idx" ON "AgentKey"("principalKey");

-- CreateIndex
CREATE UNIQUE INDEX "Group_spaceId_name_key" ON "Group"("spaceId", "name");

-- CreateIndex
CREATE INDEX "Membership_principalKey_groupKey_idx" ON "Membership"("principalKey", "groupKey");

-- CreateIndex
CREATE INDEX "Channel_purgeAt_idx" ON "Channel"("purgeAt");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_spaceId_name_key" ON "Channel"("spaceId", "name");

-- CreateIndex
CREATE INDEX "Thread_channelKey_key_idx" ON "Thread"("channelKey", "key");

-- CreateIndex
CREATE INDEX "Thread_purgeAt_idx" ON "Thread"("purgeAt");

-- CreateIndex
CREATE UNIQUE INDEX "Thread_channelKey_name_key" ON "Thread"("channelKey", "name");

-- CreateIndex
CREATE INDEX "ChannelRole_groupKey_idx" ON "ChannelRole"("groupKey");

-- CreateIndex
CREATE INDEX "ChannelRole_principalKey_idx" ON "ChannelRole"("principalKey");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelRole_channelKey_groupKey_role_origin_key" ON "ChannelRole"("channelKey", "groupKey", "role", "origin");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelRole_channelKey_principalKey_role_origin_key" ON "ChannelRole"("channelKey", "principalKey", "role", "origin");

-- CreateIndex
CREATE INDEX "ThreadGrant_groupKey_idx" ON "ThreadGrant"("groupKey");

-- CreateIndex
CREATE INDEX "Credential_spaceId_expiresAt_idx" ON "Credential"("spaceId", "expiresAt");

-- CreateIndex
CREATE INDEX "Credential_principalKey_expiresAt_idx" ON "Credential"("principalKey", "expiresAt");

-- CreateIndex
CREATE INDEX "Credential_publicKey_idx" ON "Credential"("publicKey");

-- CreateIndex
CREATE INDEX "Credential_tags_idx" ON "Credential" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "Message_spaceId_subject_sequence_idx" ON "Message"("spaceId", "subject", "sequence");

-- CreateIndex
CREATE INDEX "Message_spaceId_id_idx" ON "Message"("spaceId", "id");

-- CreateIndex
CREATE INDEX "DecisionLog_spaceId_at_idx" ON "DecisionLog"("spaceId", "at");

-- CreateIndex
CREATE INDEX "AuditLog_spaceId_at_idx" ON "AuditLog"("spaceId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "KubernetesObject_uid_key" ON "KubernetesObject"("uid");

-- CreateIndex
CREATE INDEX "KubernetesObject_namespace_idx" ON "KubernetesObject"("namespace");

-- CreateIndex
CREATE INDEX "KubernetesEvent_at_idx" ON "KubernetesEvent"("at");

-- AddForeignKey
ALTER TABLE "Principal" ADD CONSTRAINT "Principal_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Principal" ADD CONSTRAINT "Principal_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentKey" ADD CONSTRAINT "AgentKey_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_groupKey_fkey" FOREIGN KEY ("groupKey") REFERENCES "Group"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_channelKey_fkey" FOREIGN KEY ("channelKey") REFERENCES "Channel"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelRole" ADD CONSTRAINT "ChannelRole_channelKey_fkey" FOREIGN KEY ("channelKey") REFERENCES "Channel"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelRole" ADD CONSTRAINT "ChannelRole_groupKey_fkey" FOREIGN KEY ("groupKey") REFERENCES "Group"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelRole" ADD CONSTRAINT "ChannelRole_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadGrant" ADD CONSTRAINT "ThreadGrant_threadKey_fkey" FOREIGN KEY ("threadKey") REFERENCES "Thread"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadGrant" ADD CONSTRAINT "ThreadGrant_groupKey_fkey" FOREIGN KEY ("groupKey") REFERENCES "Group"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_principalKey_fkey" FOREIGN KEY ("principalKey") REFERENCES "Principal"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revocation" ADD CONSTRAINT "Revocation_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

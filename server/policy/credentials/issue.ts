import { z } from "zod";
import type { IssuedCredential, ReadableChannel } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError, newId } from "@/server/kernel";
import { encodeUserJwt, loadSpaceKeys } from "@/server/nats";
import { loadReach, loadReader, may, type ReachedChannel, type Reader } from "../access/reach";
import { requireSelf } from "../authorize";
import { readRevision } from "../change-repository";
import { denialError } from "../check";
import { decide } from "../decide";
import { parseInput, principalId } from "../input";
import { jitteredExpiry } from "./expiry";
import { requireUserPublicKey } from "./public-key";
import { deleteCredential, insertCredential, selectKeyStanding } from "./repository";
import { returnWithinMs } from "./return-within";
import { tagOfPlace } from "./tags";

const tagsMax = 1_000;
const attemptsMax = 5;

export const IssueCredentialInput = z.object({
  spaceId: z.string(),
  principalId,
  publicKey: z.string(),
  /** Only these channels and their private threads; those that the principal cannot read are left out. */
  channels: z.array(z.string()).max(tagsMax).optional(),
  secret: z.string(),
  ttlMs: z.number().int().min(1_000).max(3_600_000),
  servers: z.object({ nats: z.array(z.string()), websocket: z.array(z.string()) }),
});
export type IssueCredentialInput = z.infer<typeof IssueCredentialInput>;

/**
 * A user JWT for a key pair that the client made, which opens exactly what the principal may read at `revision` or later:
 * a right that is taken away while it is being made is not in it, and one taken away afterwards ends it. Expires between
 * 80% and 100% of `ttlMs` from now. At most 1,000 channels and private threads; beyond that LIMIT_EXCEEDED.
 */
export async function issueCredential(ctx: ServiceContext, given: IssueCredentialInput): Promise<IssuedCredential> {
  const input = parseInput(IssueCredentialInput, given);
  requireUserPublicKey(input.publicKey);
  await requireSelf(ctx, input.spaceId, input.principalId);
  const keys = await loadSpaceKeys(ctx.db, input.secret, input.spaceId);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const { reader, channels, tags } = await readAccess(ctx, input);
    const principal = usable(reader);
    const now = ctx.clock.now();
    await requireFreeKey(ctx, { ...input, principalKey: principal.key, now });
    const expiresAt = jitteredExpiry(now, input.ttlMs);
    const { publicKey } = input;
    const jwt = encodeUserJwt({ scope: principal.kind, name: reader.id, publicKey, keys, tags, expiresAt });
    const id = newId();
    const row = { id, spaceId: input.spaceId, principalKey: principal.key, publicKey, tags, issuedAt: now, expiresAt };
    await insertCredential(ctx.db, row);
    // Whoever takes a right away from here on finds the row. Whoever did before it was there has raised the revision.
    if (await isStillTrue(ctx, input, reader, tags)) {
      return {
        jwt,
        principal: reader.id,
        space: input.spaceId,
        expiresAt: expiresAt.toISOString(),
        channels,
        servers: input.servers,
        revision: reader.revision,
        returnWithinMs: await returnWithinMs(ctx, input.spaceId),
      };
    }
    await deleteCredential(ctx.db, id);
  }
  throw new AppError("UNAVAILABLE", "Rights in this space are changing right now; try again in a moment.", {
    reason: "policy_busy",
  });
}

interface Access {
  reader: Reader;
  channels: ReadableChannel[];
  tags: string[];
}

async function readAccess(ctx: ServiceContext, input: IssueCredentialInput): Promise<Access> {
  const { spaceId, channels: names } = input;
  const reader = await loadReader(ctx.db, spaceId, input.principalId);
  usable(reader);
  const reached = await loadReach(ctx.db, reader, { spaceId, names, includeArchived: false, limit: tagsMax + 1 });
  const tags = reached.flatMap(tagsOf);
  if (tags.length > tagsMax) {
    const message = `You can read more than ${tagsMax} channels and private threads here, and one credential holds no more: name those you need.`;
    throw new AppError("LIMIT_EXCEEDED", message, {
      reason: "too_many_channels",
      fields: [{ path: "channels", message: `at most ${tagsMax} channels and private threads` }],
    });
  }
  const channels = reached.map((channel) => ({
    name: channel.row.name,
    canRead: channel.canRead,
    canPost: may(reader, channel, "channel.post"),
    privateThreads: channel.privateThreads.map(({ name }) => name),
  }));
  return { reader, channels, tags };
}

function tagsOf({ row, canRead, privateThreads }: ReachedChannel): string[] {
  const threads = privateThreads.map(({ name }) => tagOfPlace({ channel: row.name, thread: name }));
  return canRead ? [tagOfPlace({ channel: row.name }), ...threads] : threads;
}

/** The principal, when it may be in the space at all; otherwise throws FORBIDDEN with the policy's reason. */
function usable(reader: Reader): NonNullable<Reader["principal"]> {
  const facts = { ...reader, channel: undefined, thread: undefined, role: undefined, participantGroup: undefined };
  const { principal } = reader;
  if (principal && !principal.isDisabled && !reader.isSpaceArchived) return principal;
  throw denialError(decide({ principal: reader.id, action: "space.admin" }, facts));
}

async function requireFreeKey(
  ctx: ServiceContext,
  input: { spaceId: string; principalKey: number; publicKey: string; now: Date },
): Promise<void> {
  const { isTaken, isRevoked } = await selectKeyStanding(ctx.db, input);
  const fields = [{ path: "publicKey", message: "the public key of a new key pair" }];
  if (isTaken)
    throw new AppError("CONFLICT", "This key pair belongs to another principal.", { reason: "key_taken", fields });
  if (!isRevoked) return;
  const message = "This key pair was revoked a moment ago: make a new one, or try again in two seconds.";
  throw new AppError("UNAVAILABLE", message, { reason: "key_revoked", fields });
}

async function isStillTrue(
  ctx: ServiceContext,
  input: IssueCredentialInput,
  reader: Reader,
  tags: string[],
): Promise<boolean> {
  if ((await readRevision(ctx.db, input.spaceId)) === reader.revision) return true;
  const now = new Set((await readAccess(ctx, input)).tags);
  return tags.every((tag) => now.has(tag));
}

import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { vi } from "vitest";
import { type AccessSource, type ConnectOptions, connect, SdkError, type Session } from "@/sdk";
import {
  channelsStream,
  channelTag,
  type Envelope,
  type HistoryPage,
  type HistoryQuery,
  type IssuedCredential,
  privateThreadTag,
  type ReadableChannel,
  type StoredMessage,
  storedSubject,
} from "@/sdk/protocol";
import { type Fanout, startFanout } from "@/server/fanout";
import { encodeSpaceAccount, encodeUserJwt, pushAccount, type SpaceKeys } from "@/server/nats";
import type { Decision, PermissionRequest } from "@/server/policy";
import type { TestWorld } from "../world";

/** A space with Fanout in front of it, in which a test decides what each credential opens. */
export interface SdkSpace {
  readonly spaceId: string;
  readonly fanout: Fanout;
  /** Connects; ended with the space. */
  connect(access: AccessSource, options?: Partial<ConnectOptions>): Promise<Session>;
  access(principal: string, options?: { channels?: ReadableChannel[]; lifeMs?: number }): ScriptedAccess;
  /** What the stream holds of a channel, oldest first. */
  stored(channel: string): Promise<Envelope[]>;
  /** Closes every connection made with these keys, as a revocation does. */
  revoke(publicKeys: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Real credentials and real history, which a test can make fail. */
export interface ScriptedAccess extends AccessSource {
  channels: ReadableChannel[];
  issued: IssuedCredential[];
  publicKeys: string[];
  returnWithinMs: number | undefined;
  reads: HistoryQuery[];
  /** Thrown by the next calls while set. */
  credentialError: SdkError | undefined;
  historyError: SdkError | undefined;
}

/** Waits until `check` no longer throws; patient, because many tests share a machine. */
export function eventually<Value>(check: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 30_000, interval: 20 });
}

export const openChannel = (name: string): ReadableChannel => ({ name, canPost: true, privateThreads: [] });

export async function createSdkSpace(
  world: TestWorld,
  options: { enablePersistence?: boolean } = {},
): Promise<SdkSpace> {
  const { spaceId, keys } = await world.createSpace("sdk");
  const { enablePersistence = true } = options;
  const check = ({ place }: PermissionRequest): Decision => ({
    allowed: true,
    reason: "The test allows it.",
    rule: "test",
    path: [],
    revision: "1",
    channel: { state: "Active", enablePersistence, retentionMs: null },
    isPrivate: place?.isPrivate ?? false,
  });
  const { db, bus, log, clock, connections } = world;
  const permissions = { check, close: async () => {} };
  const fanout = await startFanout({ db, bus, log, clock, connections, permissions });
  const sessions: Session[] = [];
  return {
    spaceId,
    fanout,
    async connect(access, given = {}) {
      const session = await connect({ access, ...given });
      sessions.push(session);
      return session;
    },
    access: (principal, given) => scriptedAccess(world, spaceId, keys, principal, given),
    async stored(channel) {
      const page = await readStream(await connections.get(spaceId), { place: { channel }, after: 0, limit: 100_000 });
      return page.messages.map(({ envelope }) => envelope);
    },
    async revoke(publicKeys) {
      const revocations = publicKeys.map((publicKey) => ({ publicKey, revokedAt: new Date() }));
      const { operatorSeed, system } = world;
      await pushAccount(system, await encodeSpaceAccount({ spaceId, keys, operatorSeed, revocations }));
    },
    async stop() {
      await Promise.all(sessions.map((session) => session.close({ drainMs: 0 })));
      await fanout.stop();
    },
  };
}

function scriptedAccess(
  world: TestWorld,
  spaceId: string,
  keys: SpaceKeys,
  principal: string,
  { channels = [openChannel("lab")], lifeMs = 600_000 }: { channels?: ReadableChannel[]; lifeMs?: number } = {},
): ScriptedAccess {
  const access: ScriptedAccess = {
    channels,
    issued: [],
    publicKeys: [],
    returnWithinMs: undefined,
    reads: [],
    credentialError: undefined,
    historyError: undefined,
    async issueCredential(publicKey) {
      if (access.credentialError) throw access.credentialError;
      const expiresAt = new Date(Date.now() + lifeMs);
      const tags = access.channels.flatMap(({ name, privateThreads }) => [
        channelTag(name),
        ...privateThreads.map((thread) => privateThreadTag(name, thread)),
      ]);
      const issued: IssuedCredential = {
        jwt: encodeUserJwt({ scope: "agent", name: principal, publicKey, keys, tags, expiresAt }),
        principal,
        space: spaceId,
        expiresAt: expiresAt.toISOString(),
        channels: access.channels,
        servers: { nats: [world.natsUrl], websocket: [world.natsWsUrl] },
        revision: "1",
        ...(access.returnWithinMs !== undefined && { returnWithinMs: access.returnWithinMs }),
      };
      access.issued.push(issued);
      access.publicKeys.push(publicKey);
      return issued;
    },
    async readHistory(query) {
      access.reads.push(query);
      if (access.historyError) throw access.historyError;
      return readStream(await world.connections.get(spaceId), query).catch((cause: unknown) => {
        throw new SdkError("UNAVAILABLE", "The stream does not answer.", { cause });
      });
    },
  };
  return access;
}

/** A page straight from the stream. */
async function readStream(nc: NatsConnection, query: HistoryQuery): Promise<HistoryPage> {
  const manager = await jetstreamManager(nc);
  const { state } = await manager.streams.info(channelsStream);
  const { place, limit = 100, through = state.last_seq } = query;
  const subject = storedSubject(place);
  if (query.after === undefined) {
    const whole = await readStream(nc, { place, after: 0, limit: 100_000 });
    const end = query.before ?? Number.POSITIVE_INFINITY;
    const older = whole.messages.filter(({ sequence }) => sequence < end);
    const messages = older.slice(-limit);
    const from = older.length > messages.length ? (older.at(-limit - 1)?.sequence ?? 0) : 0;
    const last = Math.min(end - 1, state.last_seq);
    return { messages, from, through: last, hasOlder: from > 0, hasNewer: false };
  }
  const messages: StoredMessage[] = [];
  let seq = query.after + 1;
  while (seq <= through && messages.length < limit) {
    const stored = await manager.direct.getMessage(channelsStream, { seq, next_by_subj: subject });
    if (!stored || stored.seq > through) break;
    const envelope = stored.json<Envelope>();
    messages.push({ place, envelope, sequence: stored.seq, storedAt: stored.time.toISOString() });
    seq = stored.seq + 1;
  }
  const isFull = messages.length === limit;
  const reached = isFull ? (messages.at(-1)?.sequence ?? query.after) : Math.max(query.after, through);
  return { messages, from: query.after, through: reached, hasOlder: true, hasNewer: reached < state.last_seq };
}

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { headers } from "@nats-io/nats-core";
import pino from "pino";
import { connect, gateway, type Session } from "@/sdk";
import { natsHeaders, storedSubject } from "@/sdk/protocol";
import { createDb, type Db, type ServiceContext } from "@/server/db";
import { hashPassword, newId, type PlatformRole, systemClock } from "@/server/kernel";
import { type ChannelSpec, createKubernetes, type Kubernetes } from "@/server/kubernetes";
import { readStream } from "@/server/logger";
import { createAckPublisher, createSpaceConnections, openBus } from "@/server/nats";
import {
  addMembers,
  createAgentKey,
  createGroup,
  ensurePerson,
  registerAgent,
  removeMembers,
  setPrincipalDisabled,
  updateChannelAuth,
} from "@/server/policy";
import type { InstallationFacts } from "./installation";

/** Somebody who can sign in, with their principal in the space. */
export interface ScenePerson {
  email: string;
  password: string;
  principal: string;
}

/** Makes the people, agents, groups and channels of a test, through the same verbs and resources as everybody. */
export interface Scene {
  spaceId: string;
  db: Db;
  kube: Kubernetes;
  unique(prefix: string): string;
  person(name: string, options?: { groups?: string[]; role?: PlatformRole }): Promise<ScenePerson>;
  group(name?: string): Promise<string>;
  /** A connected agent in these groups. */
  agent(name: string, groups: string[]): Promise<Session>;
  agentKey(name: string, groups: string[]): Promise<{ id: string; key: string }>;
  /** An active channel; resolves when the operator has made it ready. */
  channel(spec: Partial<ChannelSpec>, name?: string): Promise<string>;
  /** A principal's role on a channel, or a group's. */
  giveRole(channel: string, holder: string | { group: string }, role: "owner" | "moderator" | "member"): Promise<void>;
  addToGroup(group: string, principal: string): Promise<void>;
  removeFromGroup(group: string, principal: string): Promise<void>;
  /** Switches all access of a principal off. */
  disable(principal: string): Promise<void>;
  /** Messages straight in the stream, as Fanout stores them; resolves with their sequences once they are in Postgres too. */
  fill(channel: string, source: string, texts: readonly string[]): Promise<number[]>;
  /** The sequences above `after` that JetStream itself holds for a channel, ascending: the truth that Postgres and the screen are held to. */
  streamSequences(channel: string, after?: number): Promise<number[]>;
  close(): Promise<void>;
}

// Everybody's, because hashing one is made to take long.
const password = randomBytes(12).toString("base64url");
let hashOfAll: Promise<string> | undefined;

const readyTimeoutMs = 20_000;
const pollMs = 50;
const fillAtOnce = 5_000;

/** A scene in a space of its own, for what would be in the way of others: very many messages, or times that are not their own. */
export async function openOwnScene(facts: InstallationFacts): Promise<Scene> {
  const name = `space-${randomBytes(4).toString("hex")}`;
  const scene = await openScene(facts, name);
  const labels = { "agents.platform.io/space": "true" };
  await scene.kube.namespaces.create({ metadata: { name, labels } });
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await scene.db.space.findUnique({ where: { id: name } }))?.accountPublicKey) {
    if (Date.now() > deadline) throw new Error(`The space ${name} was not made.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return scene;
}

export async function openScene(facts: InstallationFacts, spaceId = "edge"): Promise<Scene> {
  const environment = JSON.parse(await readFile(join(facts.home, "environment.json"), "utf8")) as Record<
    string,
    string
  >;
  const setting = (name: string) => {
    const value = environment[name];
    if (!value) throw new Error(`environment.json holds no ${name}`);
    return value;
  };
  const log = pino({ level: "silent" });
  const db = createDb(setting("DATABASE_URL"), { connectionsMax: 3 });
  const kube = createKubernetes({ kubeconfig: setting("KUBECONFIG"), log });
  const bus = await openBus({ db, secret: setting("PARLEY_SECRET"), natsUrl: setting("NATS_URL"), name: "e2e", log });
  const ctx: ServiceContext = { actor: { kind: "service", name: "e2e" }, db, bus, clock: systemClock, log };
  const spaces = createSpaceConnections({
    db,
    secret: setting("PARLEY_SECRET"),
    natsUrl: setting("NATS_URL"),
    name: "e2e",
    log,
  });
  const sessions: Session[] = [];
  const unique = (prefix: string) => `${prefix}-${randomBytes(4).toString("hex")}`;

  const scene: Scene = {
    spaceId,
    db,
    kube,
    unique,
    async person(name, { groups = [], role = "operator" } = {}) {
      const email = `${unique(name)}@example.org`;
      hashOfAll ??= hashPassword(password);
      const passwordHash = await hashOfAll;
      const user = await db.user.create({ data: { email, name, platformRole: role, passwordHash } });
      const person = await ensurePerson(ctx, { userId: user.id, spaceId });
      for (const group of groups) await addMembers(ctx, { spaceId, group, principals: [person.id] });
      return { email, password, principal: person.id };
    },
    async group(name = unique("group")) {
      await createGroup(ctx, { spaceId, name });
      return name;
    },
    async agentKey(name, groups) {
      const id = unique(name);
      await registerAgent(ctx, { spaceId, id, displayName: name, groups });
      return { id, key: (await createAgentKey(ctx, { spaceId, principalId: id, label: "e2e" })).key };
    },
    async agent(name, groups) {
      const { key } = await scene.agentKey(name, groups);
      const session = await connect({
        access: gateway({ url: facts.gatewayUrl, space: spaceId, apiKey: key }),
        transport: "tcp",
      });
      sessions.push(session);
      return session;
    },
    async channel(spec, name = unique("channel")) {
      await kube.channels.create({ metadata: { name, namespace: spaceId }, spec: { ...spec } });
      const deadline = Date.now() + readyTimeoutMs;
      for (;;) {
        const channel = await kube.channels.get({ namespace: spaceId, name });
        if (channel.status?.state === "Active") return name;
        if (Date.now() > deadline) throw new Error(`${name} did not become active: ${JSON.stringify(channel.status)}`);
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    },
    async giveRole(channel, given, role) {
      const holder = typeof given === "string" ? { principal: given } : given;
      await updateChannelAuth(ctx, { spaceId, channel, changes: [{ holder, role }] });
    },
    async addToGroup(group, principal) {
      await addMembers(ctx, { spaceId, group, principals: [principal] });
    },
    async removeFromGroup(group, principal) {
      await removeMembers(ctx, { spaceId, group, principals: [principal] });
    },
    async disable(principalId) {
      await setPrincipalDisabled(ctx, { spaceId, principalId, isDisabled: true });
    },
    async fill(channel, source, texts) {
      const publisher = createAckPublisher(await spaces.get(spaceId), { inboxPrefix: spaces.inboxPrefix });
      const subject = storedSubject({ channel });
      const sequences: number[] = [];
      for (let from = 0; from < texts.length; from += fillAtOnce) {
        const stored = texts.slice(from, from + fillAtOnce).map((text) => {
          const id = newId();
          const envelope = { id, type: "text", source, timestamp: new Date().toISOString(), payload: { text } };
          const header = headers();
          header.set(natsHeaders.messageId, id);
          return publisher.publish(subject, JSON.stringify(envelope), header);
        });
        sequences.push(...(await Promise.all(stored)).map(({ sequence }) => sequence));
      }
      publisher.close();
      while (Number((await db.loggerPosition.findUnique({ where: { spaceId } }))?.sequence) < (sequences.at(-1) ?? 0)) {
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
      return sequences;
    },
    async streamSequences(channel, after = 0) {
      const reading = await readStream(await spaces.get(spaceId), {
        subject: storedSubject({ channel }),
        after,
        countMax: Number.MAX_SAFE_INTEGER,
        bytesMax: Number.MAX_SAFE_INTEGER,
      });
      return reading.entries.map((entry) => entry.sequence);
    },
    async close() {
      await Promise.all(sessions.map((session) => session.close()));
      kube.close();
      await spaces.close();
      await bus.close();
      await db.$disconnect();
    },
  };
  return scene;
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ReplayAgent } from "@/sdk/replay";
import { principalIdOf } from "@/sdk/replay";
import { createDb, type ServiceContext } from "@/server/db";
import { AppError, logger, systemClock } from "@/server/kernel";
import { openBus } from "@/server/nats";
import {
  addMembers,
  authenticateAgentKey,
  checkPermission,
  createAgentKey,
  createGroup,
  listGroupNames,
  registerAgent,
  updateChannelAuth,
} from "@/server/policy";
import { writePrivate } from "./supervisor/home";

const Environment = z.object({
  DATABASE_URL: z.string(),
  NATS_URL: z.string(),
  PARLEY_SECRET: z.string(),
  gatewayUrl: z.string(),
});
const KeptKeys = z.record(z.string(), z.record(z.string(), z.string()));
type KeptKeys = z.infer<typeof KeptKeys>;

const group = "ReplayAgents";

export interface PreparedReplay {
  gatewayUrl: string;
  agents: Map<string, ReplayAgent>;
}

/**
 * Every speaker is an agent of the space with a key of its own and may post in the channel. Keys are kept in the
 * installation's folder and used again; nothing else is changed by a second call.
 */
export async function prepareReplay(options: {
  home: string;
  space: string;
  channel: string;
  speakers: readonly string[];
}): Promise<PreparedReplay> {
  const { home, space: spaceId, channel, speakers } = options;
  const environment = Environment.parse(await readJson(join(home, "environment.json"), notRunning(home)));
  const log = logger.child({ service: "replay" });
  const db = createDb(environment.DATABASE_URL, { connectionsMax: 3 });
  const { NATS_URL: natsUrl, PARLEY_SECRET: secret } = environment;
  const bus = await openBus({ db, secret, natsUrl, name: "replay", log });
  const ctx: ServiceContext = { actor: { kind: "service", name: "replay" }, db, bus, clock: systemClock, log };
  try {
    const agents = await ensureAgents(ctx, { home, spaceId, speakers });
    await ensurePosting(ctx, { spaceId, channel, agents: [...agents.values()].map(({ id }) => id) });
    return { gatewayUrl: environment.gatewayUrl, agents };
  } finally {
    await bus.close();
    await db.$disconnect();
  }
}

async function ensureAgents(
  ctx: ServiceContext,
  { home, spaceId, speakers }: { home: string; spaceId: string; speakers: readonly string[] },
): Promise<Map<string, ReplayAgent>> {
  const path = join(home, "replay-keys.json");
  const kept: KeptKeys = KeptKeys.parse(await readJson(path).catch(() => ({})));
  const keys = kept[spaceId] ?? {};
  const agents = new Map<string, ReplayAgent>();
  for (const speaker of speakers) {
    const id = await ensureAgent(ctx, spaceId, speaker);
    const known = keys[id];
    const apiKey = known && (await isValid(ctx, known)) ? known : await newKey(ctx, spaceId, id);
    keys[id] = apiKey;
    agents.set(speaker, { id, apiKey });
  }
  await writePrivate(path, `${JSON.stringify({ ...kept, [spaceId]: keys }, null, 2)}\n`);
  return agents;
}

/** A speaker whose id a person has already becomes `<id>-agent`. */
async function ensureAgent(ctx: ServiceContext, spaceId: string, speaker: string): Promise<string> {
  const id = principalIdOf(speaker);
  try {
    await registerAgent(ctx, { spaceId, id });
    return id;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
    const other = principalIdOf(`${id.slice(0, 57)}-agent`);
    await registerAgent(ctx, { spaceId, id: other, displayName: speaker });
    return other;
  }
}

async function newKey(ctx: ServiceContext, spaceId: string, principalId: string): Promise<string> {
  return (await createAgentKey(ctx, { spaceId, principalId, label: "replay" })).key;
}

async function isValid(ctx: ServiceContext, key: string): Promise<boolean> {
  try {
    await authenticateAgentKey(ctx, key);
    return true;
  } catch {
    return false;
  }
}

/** Those who may not post yet get the right through one group. */
async function ensurePosting(
  ctx: ServiceContext,
  { spaceId, channel, agents }: { spaceId: string; channel: string; agents: string[] },
): Promise<void> {
  const place = { channel };
  const lacking: string[] = [];
  for (const principal of agents) {
    const decision = await checkPermission(ctx, { spaceId, principal, action: "channel.post", place });
    if (decision.code === "unknown_channel") {
      throw new AppError(
        "NOT_FOUND",
        `There is no channel #${channel} in ${spaceId}. Create it first, in the console or with kubectl.`,
      );
    }
    if (decision.code === "forbidden") lacking.push(principal);
    else if (!decision.allowed) throw new AppError("PRECONDITION_FAILED", decision.reason);
  }
  if (lacking.length === 0) return;
  const groups = await listGroupNames(ctx, { spaceId });
  if (!groups.includes(group)) await createGroup(ctx, { spaceId, name: group });
  await addMembers(ctx, { spaceId, group, principals: lacking });
  await updateChannelAuth(ctx, { spaceId, channel, changes: [{ holder: { group }, role: "member" }] });
}

async function readJson(path: string, whenMissing?: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new AppError("PRECONDITION_FAILED", whenMissing ?? `${path} cannot be read.`, { cause });
  }
}

function notRunning(home: string): string {
  return `${home} holds no running installation. Run \`npm start\` first, or give --gateway and --keys.`;
}

import { existsSync } from "node:fs";
import { castAgents, castChannels, castGroups } from "@/demo/cast";
import type { Db, ServiceContext } from "@/server/db";
import { type Env, logger, systemClock } from "@/server/kernel";
import { createKubernetes, type Kubernetes, platformGroup } from "@/server/kubernetes";
import { openBus } from "@/server/nats";
import { createAgentKey, createGroup, listGroupNames, registerAgent } from "@/server/policy";
import { type Backends, firstSpaceId } from "./backends";
import { type Secrets, writePrivate } from "./home";

interface FirstSpaceInput {
  db: Db;
  backends: Backends;
  secrets: Secrets;
  env: Env;
  withDemo: boolean;
  /** Where the demo agents' API keys are kept. */
  agentKeysFile: string;
}

const readyTimeoutMs = 60_000;
const pollMs = 200;
const demoSetting = "demo.installed";
const manager = "parley-start";

/**
 * The embedded installation has its first space, and with the demo its groups, agents and channels. What an admin
 * changes or deletes afterwards is not put back: the demo is installed once.
 */
export async function ensureFirstSpace(input: FirstSpaceInput): Promise<void> {
  const { db, backends, secrets, env, withDemo, agentKeysFile } = input;
  const log = logger.child({ service: "start" });
  const kube = createKubernetes({ kubeconfig: backends.kubernetes.kubeconfig, log });
  const secret = env.PARLEY_SECRET ?? secrets.secret;
  const bus = await openBus({ db, secret, natsUrl: backends.nats.url, name: "start", log });
  const ctx: ServiceContext = { actor: { kind: "service", name: "start" }, db, bus, clock: systemClock, log };
  try {
    await ensureNamespace(kube);
    await until(`the space ${firstSpaceId}`, async () => {
      const space = await db.space.findUnique({ where: { id: firstSpaceId }, select: { accountPublicKey: true } });
      return space?.accountPublicKey != null;
    });
    if (!withDemo) return;
    const installed = await db.setting.findUnique({ where: { name: demoSetting } });
    if (installed && existsSync(agentKeysFile)) return;
    await installAgents(ctx, agentKeysFile);
    if (installed) return;
    for (const { name, ...spec } of castChannels) {
      await kube.channels.apply({ metadata: { name, namespace: firstSpaceId }, spec }, { manager, force: true });
    }
    await until("the demo's channels", async () => {
      const active = await db.channel.count({ where: { spaceId: firstSpaceId, state: "Active" } });
      return active >= castChannels.length;
    });
    await db.setting.create({ data: { name: demoSetting, value: true } });
  } finally {
    kube.close();
    await bus.close();
  }
}

async function ensureNamespace(kube: Kubernetes): Promise<void> {
  await kube.namespaces.apply(
    {
      metadata: {
        name: firstSpaceId,
        labels: { [`${platformGroup}/space`]: "true" },
        annotations: { [`${platformGroup}/display-name`]: "Edge Lab" },
      },
    },
    { manager, force: true },
  );
}

async function installAgents(ctx: ServiceContext, agentKeysFile: string): Promise<void> {
  const spaceId = firstSpaceId;
  const known = new Set(await listGroupNames(ctx, { spaceId }));
  for (const { name } of castGroups) {
    if (!known.has(name)) await createGroup(ctx, { spaceId, name });
  }
  const agents: Record<string, string> = {};
  for (const { id, displayName } of castAgents) {
    const groups = castGroups.filter((group) => group.members.includes(id)).map((group) => group.name);
    await registerAgent(ctx, { spaceId, id, displayName, groups });
    agents[id] = (await createAgentKey(ctx, { spaceId, principalId: id, label: "demo" })).key;
  }
  await writePrivate(agentKeysFile, `${JSON.stringify({ space: spaceId, agents }, null, 2)}\n`);
}

async function until(what: string, isThere: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await isThere())) {
    if (Date.now() > deadline) throw new Error(`Waited too long for ${what}; the services' log says why.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

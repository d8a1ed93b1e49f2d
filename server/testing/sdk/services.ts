import { startFanout } from "@/server/fanout";
import { startGateway } from "@/server/gateway";
import { startLogger } from "@/server/logger";
import { createAgentKey, createGroup, createPermissionCache, registerAgent, setChannelGrants } from "@/server/policy";
import type { TestWorld } from "../world";

export interface Group {
  name: string;
  members: string[];
}

export interface Channel {
  name: string;
  visibility: "public" | "private";
  authorizedGroups?: string[];
}

/** A space behind everything an agent meets: policy, Fanout, logger and gateway. */
export interface ServedSpace {
  spaceId: string;
  gatewayUrl: string;
  /** Registers agents, groups and channels; the agents' keys by id. */
  populate(what: { agents: string[]; groups?: Group[]; channels: Channel[] }): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

export async function serveSpace(world: TestWorld, options: { credentialTtlMs?: number } = {}): Promise<ServedSpace> {
  const { spaceId } = await world.createSpace("served");
  const { db, bus, log, clock, connections, secret, natsUrl, natsWsUrl } = world;
  const permissions = createPermissionCache({ db, bus, log, clock });
  const fanout = await startFanout({ db, bus, log, clock, connections, permissions });
  const logger = await startLogger({ db, bus, log, connections });
  const gateway = await startGateway({
    host: "127.0.0.1",
    port: 0,
    db,
    bus,
    log,
    clock,
    connections,
    fanout,
    secret,
    credentialTtlMs: options.credentialTtlMs ?? 600_000,
    servers: { nats: [natsUrl], websocket: [natsWsUrl] },
  });
  const ctx = world.context();
  return {
    spaceId,
    gatewayUrl: gateway.url,
    async populate({ agents, groups = [], channels }) {
      for (const { name } of groups) await createGroup(ctx, { spaceId, name });
      const keys: Record<string, string> = {};
      for (const id of agents) {
        const memberships = groups.filter(({ members }) => members.includes(id)).map(({ name }) => name);
        await registerAgent(ctx, { spaceId, id, groups: memberships });
        keys[id] = (await createAgentKey(ctx, { spaceId, principalId: id })).key;
      }
      for (const { name, visibility, authorizedGroups } of channels) {
        await db.channel.create({ data: { spaceId, name, visibility } });
        if (authorizedGroups) await setChannelGrants(ctx, { spaceId, channel: name, groups: authorizedGroups });
      }
      return keys;
    },
    async stop() {
      await gateway.stop();
      await fanout.stop();
      await logger.stop();
      await permissions.close();
    },
  };
}

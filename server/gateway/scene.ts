import { type Fanout, startFanout } from "@/server/fanout";
import {
  createAgentKey,
  createGroup,
  createPermissionCache,
  registerAgent,
  setChannelGrants,
  updateChannelAuth,
} from "@/server/policy";
import { type ApiDocument, type Contract, contractOf } from "./contract";
import type { GatewayOptions } from "./options";
import { type Gateway, startGateway } from "./start";

type World = Omit<
  GatewayOptions,
  "host" | "port" | "fanout" | "credentialTtlMs" | "servers" | "isTrustedProxy" | "requestsPerMinute" | "wrongProofs"
> & {
  context(): Parameters<typeof registerAgent>[0];
  createSpace(name?: string): Promise<{ spaceId: string }>;
};

export interface Call {
  /** An agent of the scene; nobody when absent. */
  as?: string;
  space?: string;
  body?: unknown;
  /** A file in the place of a body in JSON. */
  file?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
  body: any;
}

/**
 * A gateway with a space in which `owner` owns the channel `lab`, `member` and `moderator` have their roles on it through
 * groups, and `outsider` has none; `open` is public. Every answer is held to the gateway's own document.
 */
export interface GatewayScene {
  spaceId: string;
  gateway: Gateway;
  document: ApiDocument;
  contract: Contract;
  keys: Record<string, string>;
  /** `operationId status` of every answer so far. */
  seen: Set<string>;
  /** A request to a path below `/v1/spaces/{space}`, or to one that begins with `/v1/` or `/healthz`. */
  call(method: string, path: string, options?: Call): Promise<Answer>;
  close(): Promise<void>;
}

export async function createGatewayScene(
  world: World,
  given: Pick<GatewayOptions, "attachmentLimits" | "isTrustedProxy" | "requestsPerMinute" | "wrongProofs"> = {},
): Promise<GatewayScene> {
  const permissions = createPermissionCache(world);
  const fanout: Fanout = await startFanout({ ...world, permissions });
  const gateway = await startGateway({
    ...world,
    host: "127.0.0.1",
    port: 0,
    fanout,
    credentialTtlMs: 60_000,
    servers: { nats: ["nats://127.0.0.1:4222"], websocket: [] },
    ...given,
  });
  const { spaceId } = await world.createSpace("gateway");
  const keys = await populate(world, spaceId);
  const document = (await (await fetch(`${gateway.url}/v1/openapi.json`)).json()) as ApiDocument;
  const contract = contractOf(document);
  const seen = new Set<string>();
  return {
    spaceId,
    gateway,
    document,
    contract,
    keys,
    seen,
    async call(method, path, { as, space = spaceId, body, file, headers } = {}) {
      const isWhole = path.startsWith("/v1/") || path.startsWith("/healthz") || path.startsWith("/readyz");
      const whole = isWhole ? path : `/v1/spaces/${space}${path}`;
      const response = await fetch(`${gateway.url}${whole}`, {
        method,
        body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
        headers: {
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(as && { authorization: `Bearer ${keys[as] ?? as}` }),
          ...headers,
        },
      });
      const type = response.headers.get("content-type");
      const read = type?.includes("json") ? await response.json() : await response.text();
      const answer = { status: response.status, headers: response.headers, body: read };
      const { operationId } = contract.hold({ method, path: whole, status: answer.status, type, body: answer.body });
      seen.add(`${operationId} ${answer.status}`);
      return answer;
    },
    async close() {
      await gateway.stop();
      await fanout.stop();
      await permissions.close();
    },
  };
}

async function populate(world: World, spaceId: string): Promise<Record<string, string>> {
  const ctx = world.context();
  await createGroup(ctx, { spaceId, name: "Crew" });
  await createGroup(ctx, { spaceId, name: "Stewards" });
  const keys: Record<string, string> = {};
  for (const [id, groups] of [
    ["owner", []],
    ["moderator", ["Stewards"]],
    ["member", ["Crew"]],
    ["outsider", []],
  ] as const) {
    await registerAgent(ctx, { spaceId, id, groups: [...groups] });
    keys[id] = (await createAgentKey(ctx, { spaceId, principalId: id })).key;
  }
  await world.db.channel.create({ data: { spaceId, name: "open", visibility: "public" } });
  await world.db.channel.create({ data: { spaceId, name: "lab" } });
  await setChannelGrants(ctx, { spaceId, channel: "lab", groups: ["Crew"] });
  const changes = [
    { holder: { principal: "owner" }, role: "owner" as const },
    { holder: { group: "Stewards" }, role: "moderator" as const },
  ];
  await updateChannelAuth(ctx, { spaceId, channel: "lab", changes });
  return keys;
}

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Fanout, startFanout } from "@/server/fanout";
import { type Gateway, startGateway } from "@/server/gateway";
import { createPermissionCache, type PermissionCache } from "@/server/policy";
import { createTestWorld, type TestWorld } from "../world";
import { type Caller, insiders, type Proofs, proveEverybody, strangers } from "./routes/agents";
import { watchRoutes } from "./routes/route-table";
import type { Call } from "./routes/rows";
import { mayKnowTheSecret, routes } from "./routes/table";
import { createStage, type Stage } from "./stage";

const registered = watchRoutes();
const callers: readonly Caller[] = [...strangers, ...insiders];

let world: TestWorld;
let stage: Stage;
let permissions: PermissionCache;
let fanout: Fanout;
let gateway: Gateway;
let proofs: Proofs;

beforeAll(async () => {
  world = await createTestWorld();
  stage = await createStage(world);
  permissions = createPermissionCache(world);
  fanout = await startFanout({ ...world, permissions });
  let backMs = 0;
  gateway = await startGateway({
    ...world,
    ...{ host: "127.0.0.1", port: 0, fanout, credentialTtlMs: 60_000, servers: { nats: [], websocket: [] } },
    clock: { now: () => new Date(Date.now() - backMs) },
    // Most of what is tried here is wrong on purpose.
    wrongProofs: { perAddress: 100_000, perTarget: 100_000 },
  });
  proofs = await proveEverybody(stage, {
    post: async (path, body) => (await send("POST", `/v1/spaces/${stage.spaceId}${path}`, { body })).json(),
    turnBack: (ms) => {
      backMs = ms;
    },
  });
});
afterAll(async () => {
  await gateway?.stop();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});

function send(method: string, path: string, { body, file }: Call, authorization?: string): Promise<Response> {
  return fetch(`${gateway.url}${path}`, {
    method,
    headers: {
      ...(body && { "content-type": "application/json" }),
      ...(authorization !== undefined && { authorization }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(file !== undefined && { body: new TextEncoder().encode(file) }),
  });
}

/** The path with its parameters filled in; `elsewhere` asks in the space of others. */
function pathOf(url: string, caller: Caller, { params = {}, query = "" }: Call): string {
  const space = caller === "elsewhere" ? stage.otherSpaceId : stage.spaceId;
  const values: Record<string, string> = { space, ...params };
  return `${url.replace(/:(\w+)|\*/g, (whole, name = whole) => encodeURIComponent(values[name] ?? ""))}${query}`;
}

test("every route of the gateway says here who may use it", () => {
  expect(Object.keys(routes).sort()).toEqual([...registered].sort());
});

test.each(Object.entries(routes))("%s answers each caller as expected and gives nothing away", async (name, row) => {
  const [method = "", url = ""] = name.split(" ");
  const found: Partial<Record<Caller, string>> = {};
  const heads: Partial<Record<Caller, string>> = {};
  const leaks: Caller[] = [];
  let call = await row.call(stage);
  for (const caller of callers) {
    const path = pathOf(url, caller, call);
    const before = await stage.revision();
    const response = await send(method, path, call, proofs[caller]);
    const text = await response.text();
    found[caller] = String(response.status);
    if (text.includes(stage.secret) && !mayKnowTheSecret.has(caller)) leaks.push(caller);
    if (!response.ok) expect(await stage.revision(), `${caller} changed something`).toBe(before);
    if (method === "GET") heads[caller] = String((await send("HEAD", path, call, proofs[caller])).status);
    if (response.ok) call = await row.call(stage);
  }
  expect(found).toEqual(row.outcomes);
  if (method === "GET") expect(heads).toEqual(row.outcomes);
  expect(leaks).toEqual([]);
});

test("who is refused cannot tell why: every proof that counts for nothing has the same answer", async () => {
  const path = "/v1/spaces/:space/channels";
  const answers = new Set<string>();
  for (const caller of strangers) {
    answers.add(await (await send("GET", pathOf(path, caller, {}), {}, proofs[caller])).text());
  }
  answers.add(await (await send("GET", "/v1/spaces/nowhere/channels", {}, proofs.member)).text());
  expect(answers.size).toBe(1);
});

test("what is kept from the others is there for the readers, so the search for it can fail", async () => {
  for (const caller of ["member", "memberByNkey", "memberByToken"] as const) {
    const path = `/v1/spaces/${stage.spaceId}/channels/${stage.closed}/messages`;
    expect(await (await send("GET", path, {}, proofs[caller])).text()).toContain(stage.secret);
  }
});

// First of all: what the console imports of Next looks for its surroundings when it is loaded.
import "./procedures/request-scope";

import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedSubject } from "@/sdk/protocol";
import { appRouter } from "@/server/api";
import { startCluster, type TestCluster } from "../cluster";
import { createTestWorld, type TestWorld } from "../world";
import { fileOf } from "./attachments";
import { administrationProcedures } from "./procedures/administration";
import { agentProcedures, issuerProcedures } from "./procedures/agents";
import { attentionProcedures } from "./procedures/attention";
import { type Caller, callers, sessionBeforeItEnded } from "./procedures/callers";
import { channelProcedures, threadProcedures } from "./procedures/channels";
import { type Console, openConsole, proceduresOf } from "./procedures/console";
import { groupProcedures } from "./procedures/groups";
import { moderationProcedures } from "./procedures/moderation";
import { readingProcedures } from "./procedures/reading";
import { forAdmins, inSpace, readers, type Table } from "./procedures/rows";
import { createStage } from "./stage";

const expected: Table = {
  ...readingProcedures,
  ...attentionProcedures,
  ...channelProcedures,
  ...threadProcedures,
  ...groupProcedures,
  ...agentProcedures,
  ...issuerProcedures,
  ...moderationProcedures,
  ...administrationProcedures,
};
const mayKnowTheSecret = new Set<string>(readers.split(" "));

let world: TestWorld;
let cluster: TestCluster;
let api: Console;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  const stage = await createStage(world);
  const { spaceId: namespace, closed, secret } = stage;
  await cluster.kube.namespaces.create({ metadata: { name: namespace } });
  await cluster.kube.channels.create({ metadata: { namespace, name: closed }, spec: { topic: `About ${secret}` } });
  api = await openConsole(stage, cluster);
});
afterAll(async () => {
  await cluster?.close();
  await world?.close();
});

test("every procedure of the console says here who may call it", () => {
  expect(Object.keys(expected).sort()).toEqual([...proceduresOf(appRouter).keys()].sort());
});

describe.each(Object.entries(expected))("%s", (path, { outcomes, input }) => {
  test("answers each caller as expected, changes nothing for the others, and gives nothing away", async () => {
    const found: Partial<Record<Caller, string>> = {};
    const leaks: Caller[] = [];
    const changes: Caller[] = [];
    let given = await input(api);
    for (const caller of callers) {
      const before = await api.stage.revision();
      const { outcome, text } = await api.call(path, caller, given);
      found[caller] = outcome;
      if (text.includes(api.stage.secret) && !mayKnowTheSecret.has(caller)) leaks.push(caller);
      if (outcome === "OK") given = await input(api);
      else if ((await api.stage.revision()) !== before) changes.push(caller);
    }
    expect(found).toEqual(outcomes);
    expect({ leaks, changes }).toEqual({ leaks: [], changes: [] });
  });
});

const owning = Object.entries(expected).flatMap(([path, { foreignInput }]) =>
  foreignInput ? [{ path, foreignInput }] : [],
);

test.each(owning)("$path finds nothing of another space, even for an admin", async ({ path, foreignInput }) => {
  const { stage } = api;
  const given = await foreignInput(api);
  const { outcome } = await api.call(path, "admin", given);
  expect(outcome).toBe("NOT_FOUND");
  expect(await api.call(path, "admin", { ...given, spaceId: stage.otherSpaceId })).toMatchObject({ outcome: "OK" });
});

test("every route handler of the console is the sign-in, the procedures or the files", async () => {
  const files = await readdir(fileURLToPath(new URL("../../../app", import.meta.url)), { recursive: true });
  expect(files.filter((file) => /(^|\/)route\.tsx?$/.test(file)).sort()).toEqual([
    "api/attachments/[space]/[id]/route.ts",
    "api/attachments/[space]/route.ts",
    "api/auth/[...nextauth]/route.ts",
    "api/export/[log]/route.ts",
    "api/trpc/[trpc]/route.ts",
  ]);
});

test.each(["audit", "decisions"])("the file of the %s is for admins", async (log) => {
  const { outcomes } = forAdmins();
  const found: Partial<Record<Caller, string>> = {};
  for (const caller of callers) {
    found[caller] = (await api.download(log, caller, { spaceId: api.stage.spaceId })).outcome;
  }
  expect(found).toEqual(outcomes);
});

test("a file is uploaded by those who may post to its place", async () => {
  const { outcomes } = inSpace("admin owner moderator member OK, rest FORBIDDEN");
  const found: Partial<Record<Caller, string>> = {};
  for (const caller of callers)
    found[caller] = (await api.upload(caller, storedSubject({ channel: api.stage.closed }))).outcome;
  expect(found).toEqual(outcomes);
});

test("a file is downloaded by those who may read its place; to everybody else it is not there", async () => {
  const { outcomes } = inSpace(`${readers} OK, rest NOT_FOUND`);
  const id = await fileOf(api.stage);
  const found: Partial<Record<Caller, string>> = {};
  for (const caller of callers) {
    const { outcome, text } = await api.file(caller, id);
    found[caller] = outcome;
    expect(text.includes(api.stage.secret), caller).toBe(mayKnowTheSecret.has(caller));
  }
  expect(found).toEqual(outcomes);
});

test("what is kept from the others is there for the readers, so the search for it can fail", async () => {
  const input = { spaceId: api.stage.spaceId, query: { place: { channel: api.stage.closed } } };
  for (const caller of ["member", "owner"] as const) {
    expect((await api.call("messages.read", caller, input)).text).toContain(api.stage.secret);
    expect((await api.call("channels.list", caller, input)).text).toContain(api.stage.secret);
  }
});

test("the session that has run out would be one if it had not", async () => {
  const input = { spaceId: api.stage.spaceId };
  expect(await api.callWith("groups.names", await sessionBeforeItEnded(api.stage), input)).toMatchObject({
    outcome: "OK",
  });
});

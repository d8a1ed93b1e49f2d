import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPermissionCache, type PermissionCache } from "@/server/policy";
import { addAgent, addChannel, createTestWorld, type TestWorld } from "@/server/testing";
import { type Fanout, startFanout } from "./index";

let world: TestWorld;
let permissions: PermissionCache;
let fanout: Fanout;
let spaceId: string;
let admin: Client;

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId } = await world.createSpace());
  await addAgent(world.db, spaceId, "agent");
  await addChannel(world.db, spaceId, { name: "first", visibility: "public" });
  permissions = createPermissionCache({ ...world, maxAgeMs: 0 });
  fanout = await startFanout({ ...world, permissions });
  admin = new Client({ connectionString: world.databaseUrl.replace(/\/[^/]*$/, "/postgres") });
  await admin.connect();
});

afterAll(async () => {
  await switchDatabase(true);
  await admin?.end();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});

/** Takes the database away from everybody, or gives it back. */
async function switchDatabase(isOn: boolean): Promise<void> {
  const name = world.databaseUrl.split("/").at(-1) ?? "";
  await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${isOn}`);
  if (!isOn) await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
}

const publish = (text: string) =>
  fanout.publish({ spaceId, principal: "agent", place: { channel: "first" }, via: "test", body: text });

it("refuses as unavailable, and stores nothing, while the right to post cannot be read; then accepts again", async () => {
  expect(await publish("before")).toMatchObject({ verdict: "accepted", sequence: 1 });
  await switchDatabase(false);
  expect(await publish("during")).toMatchObject({
    verdict: "refused",
    code: "unavailable",
    rule: "permission.available",
    retryAfterMs: expect.any(Number),
  });
  await switchDatabase(true);
  await expect.poll(() => publish("after")).toMatchObject({ verdict: "accepted", sequence: 2 });
});

it("keeps a message over a short outage and accepts it then", async () => {
  await switchDatabase(false);
  const verdict = publish("patient");
  await switchDatabase(true);
  expect(await verdict).toMatchObject({ verdict: "accepted" });
});

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { type Operator, startOperator } from ".";

const run = promisify(execFile);
const hasKubectl = await run("kubectl", ["version", "--client"]).then(
  () => true,
  () => false,
);
const title = (text: string) => (hasKubectl ? text : `${text} (skipped: there is no kubectl on PATH)`);

/** The design's own resources. */
const example = "deploy/examples/sensor-anomaly.yaml";

let world: TestWorld;
let cluster: TestCluster;
let operator: Operator;
let spaceId: string;
let folder: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  operator = await startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 3_600_000 });
  spaceId = await cluster.createSpaceNamespace();
  folder = await mkdtemp(join(tmpdir(), "parley-kubectl-"));
  await writeFile(join(folder, "config"), cluster.kubeconfig);
});
afterAll(async () => {
  await operator?.stop();
  await cluster?.close();
  await world?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function kubectl(...args: string[]): Promise<string> {
  const common = ["--kubeconfig", join(folder, "config"), "--cache-dir", join(folder, "cache"), "-n", spaceId];
  const { stdout } = await run("kubectl", [...common, ...args], { timeout: 30_000 });
  return stdout;
}

test.skipIf(!hasKubectl)(title("kubectl applies the design's resources and shows the status it promises"), async () => {
  await kubectl("apply", "-f", example);
  const waited = await kubectl(
    "wait",
    "--for=jsonpath={.status.state}=Active",
    "channel/sensor-anomaly-channel",
    "--timeout=20s",
  );
  expect(waited).toContain("condition met");
  const shown = parse(await kubectl("get", "channel", "sensor-anomaly-channel", "-o", "yaml"));
  expect(shown.status).toMatchObject({ state: "Active", natsSubject: "channels.sensor-anomaly-channel" });
  expect(await kubectl("get", "ch")).toMatch(
    /sensor-anomaly-channel\s+Active\s+private\s+channels\.sensor-anomaly-channel\s+7d\s+False/,
  );
});

test.skipIf(!hasKubectl)(title("kubectl describe tells what happened"), async () => {
  await vi.waitFor(
    async () => {
      const described = await kubectl("describe", "channel", "sensor-anomaly-channel");
      expect(described).toMatch(
        /Warning\s+GroupsNotFound\s+.*parley-operator\s+Not found: "EdgeSensorsGroup", "MLWorkersGroup"/,
      );
      expect(described).toMatch(/Normal\s+Created/);
    },
    { timeout: 40_000, interval: 200 },
  );
});

test.skipIf(!hasKubectl)(title("kubectl delete returns, and the channel is archived with its thread"), async () => {
  expect(await kubectl("delete", "-f", example, "--timeout=20s")).toContain("deleted");
  expect(await kubectl("get", "channels,threads")).toBe("");
  const channels = await world.db.channel.findMany({ where: { spaceId }, include: { threads: true } });
  expect(channels).toMatchObject([
    { state: "Archived", threads: [{ state: "Archived", name: "anomaly-subanalysis" }] },
  ]);
});

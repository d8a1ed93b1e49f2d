import { execFile, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";

const example = "deploy/examples/sensor-anomaly.yaml";
const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;

let world: TestWorld;
let cluster: TestCluster;
let folder: string;
let namespace: string;

beforeAll(async () => {
  if (!hasKubectl) return;
  world = await createTestWorld();
  cluster = await startCluster(world);
  folder = await mkdtemp(join(tmpdir(), "parley-kubectl-"));
  await writeFile(join(folder, "config"), cluster.kubeconfig, { mode: 0o600 });
});
beforeEach(async ({ skip }) => {
  skip(!hasKubectl, "there is no kubectl on the PATH; the protocol itself is tested without it");
  namespace = await cluster.createSpaceNamespace();
});
afterAll(async () => {
  if (!hasKubectl) return;
  await cluster.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const settings = () => ["--kubeconfig", join(folder, "config"), "--cache-dir", join(folder, "cache"), "-n", namespace];

interface Run {
  code: number;
  output: string;
}

/** Runs kubectl and returns its exit code and everything it wrote. */
function kubectl(args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, timeout: 50_000 };
    execFile("kubectl", [...settings(), ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` });
    });
  });
}

async function run(...args: string[]): Promise<string> {
  const { code, output } = await kubectl(args);
  expect(code, output).toBe(0);
  return output;
}

async function changedExample(from: string, to: string): Promise<string> {
  const path = join(folder, `changed-${to}.yaml`);
  await writeFile(path, (await readFile(example, "utf8")).replace(from, to));
  return path;
}

const status = {
  state: "Active",
  natsSubject: "channels.sensor-anomaly-channel",
  conditions: [
    { type: "Ready", status: "True", reason: "Done", message: "", lastTransitionTime: "2026-01-01T00:00:00Z" },
  ],
};
const patchStatus = () =>
  run(
    "patch",
    "ch",
    "sensor-anomaly-channel",
    "--subresource=status",
    "--type=merge",
    "-p",
    JSON.stringify({ status }),
  );

describe("kubectl", () => {
  it("applies the example, shows what changes, and changes it", async () => {
    expect(await run("apply", "-f", example)).toBe(
      "channel.agents.platform.io/sensor-anomaly-channel created\nthread.agents.platform.io/anomaly-subanalysis created\n",
    );
    expect(await run("apply", "-f", example)).toContain("sensor-anomaly-channel unchanged");
    expect(await run("diff", "-f", example)).toBe("");
    const changed = await changedExample("7d", "30d");
    const diff = await kubectl(["diff", "-f", changed]);
    expect(diff.code).toBe(1);
    expect(diff.output).toContain("+  retentionPolicy: 30d");
    expect(await run("apply", "-f", changed)).toContain("sensor-anomaly-channel configured");
    expect(await run("get", "ch", "sensor-anomaly-channel", "-o", "yaml")).toMatch(
      /generation: 2\n[\s\S]*retentionPolicy: 30d/,
    );
  });

  it("applies server-side, after a client-side apply too, and says who is in the way", async () => {
    await run("apply", "-f", example);
    expect(await run("apply", "--server-side", "-f", example)).toContain("serverside-applied");
    const changed = await changedExample("7d", "14d");
    expect(await run("apply", "--server-side", "-f", changed)).toContain("serverside-applied");
    const other = ["apply", "--server-side", "--field-manager=other", "-f", example];
    const refused = await kubectl(other);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('conflict with "kubectl": .spec.retentionPolicy');
    expect(await run(...other, "--force-conflicts")).toContain("serverside-applied");
  });

  it("shows columns, short names and the category, describes and waits", async () => {
    await run("apply", "-f", example);
    await patchStatus();
    expect(await run("wait", "--for=condition=Ready", "ch/sensor-anomaly-channel", "--timeout=20s")).toContain(
      "condition met",
    );
    expect(await run("get", "ch")).toMatch(
      /^NAME +STATE +VISIBILITY +SUBJECT +RETENTION +READY +AGE\nsensor-anomaly-channel +Active +private +channels\.sensor-anomaly-channel +7d +True +\d+s\n$/,
    );
    expect(await run("get", "agents", "-o", "name")).toBe(
      "channel.agents.platform.io/sensor-anomaly-channel\nthread.agents.platform.io/anomaly-subanalysis\n",
    );
    const described = await run("describe", "th", "anomaly-subanalysis");
    expect(described).toMatch(/Participants Groups:\n +AnomalyFocusedGroup/);
    expect(described).toMatch(/Events: +<none>/);
  });

  it("follows changes", async () => {
    await run("apply", "-f", example);
    const following = spawn("kubectl", [...settings(), "get", "ch", "-w"], { stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface({ input: following.stdout })[Symbol.asyncIterator]();
    const next = async () => (await lines.next()).value;
    expect(await next()).toMatch(/^NAME +STATE/);
    expect(await next()).toMatch(/^sensor-anomaly-channel +private/);
    await patchStatus();
    expect(await next()).toMatch(/^sensor-anomaly-channel +Active +private/);
    following.kill();
  });

  it("edits, patches, labels and annotates", async () => {
    await run("apply", "-f", example);
    const editor = join(folder, "edit.mjs");
    await writeFile(
      editor,
      `import { readFileSync, writeFileSync } from "node:fs";
const path = process.argv[2];
writeFileSync(path, readFileSync(path, "utf8").replace("retentionPolicy: 7d", "retentionPolicy: 3w"));`,
    );
    const env = { KUBE_EDITOR: `${process.execPath} ${editor}` };
    const edited = await kubectl(["edit", "ch", "sensor-anomaly-channel"], env);
    expect(edited, edited.output).toMatchObject({ code: 0 });
    await run("patch", "ch", "sensor-anomaly-channel", "--type=merge", "-p", '{"spec":{"topic":"t"}}');
    await run(
      "patch",
      "ch",
      "sensor-anomaly-channel",
      "--type=json",
      "-p",
      '[{"op":"replace","path":"/spec/visibility","value":"public"}]',
    );
    await run("label", "ch", "sensor-anomaly-channel", "team=edge");
    await run("annotate", "ns", namespace, "agents.platform.io/display-name=Edge", "--overwrite");
    const selected = await run("get", "ch", "-l", "team=edge", "-o", "jsonpath={.items[0].spec}");
    expect(JSON.parse(selected)).toMatchObject({ retentionPolicy: "3w", topic: "t", visibility: "public" });
  });

  it("is refused with the field's path", async () => {
    const strict = await kubectl(["apply", "-f", await changedExample("visibility", "visibilty")]);
    expect(strict.output).toContain('unknown field "spec.visibilty"');
    const invalid = await kubectl(["apply", "-f", await changedExample("7d", "7y")]);
    expect(invalid.output).toContain('spec.retentionPolicy: Invalid value: "7y"');
    await run("apply", "-f", example);
    const moved = await kubectl([
      "patch",
      "th",
      "anomaly-subanalysis",
      "--type=merge",
      "-p",
      '{"spec":{"channel":"x"}}',
    ]);
    expect(moved.output).toContain("spec.channel: Invalid value");
  });

  it("explains every field, and the definitions that it lists", async () => {
    expect(await run("explain", "channel.spec.retentionPolicy")).toContain("How long messages are kept");
    expect(await run("explain", "thread", "--recursive")).toMatch(/channel\t<string> -required-/);
    expect(await run("explain", "channel.metadata.labels")).toContain("select objects by");
    expect(await run("api-resources", "--api-group=agents.platform.io", "-o", "name")).toBe(
      "channels.agents.platform.io\nthreads.agents.platform.io\n",
    );
    expect(await run("wait", "--for=condition=established", "crd/threads.agents.platform.io")).toContain(
      "condition met",
    );
  });

  it("deletes, and waits until what it deleted is gone", async () => {
    await run("apply", "-f", example);
    expect(await run("delete", "-f", example)).toContain('channel.agents.platform.io "sensor-anomaly-channel" deleted');
    expect(await run("get", "agents")).toContain("No resources found");
    const name = world.unique("made");
    await run("create", "ns", name);
    await run("apply", "-n", name, "-f", example);
    await run("delete", "ns", name);
    expect((await kubectl(["get", "ns", name])).output).toContain("NotFound");
  });

  it("asks who it is and what it may do", async () => {
    expect(await run("auth", "can-i", "create", "channels")).toBe("yes\n");
    expect(await run("auth", "whoami")).toContain("parley:admin");
    expect(await run("version")).toContain("Server Version: v1.32");
  });

  it("finds the definitions the server serves in what kustomize makes of their folder", async () => {
    const built = await run("kustomize", "deploy/crds");
    expect(built.match(/^kind: CustomResourceDefinition$/gm)).toHaveLength(2);
  });
});

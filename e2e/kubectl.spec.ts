import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { expect, test } from "./test";

const run = promisify(execFile);
const example = "deploy/examples/sensor-anomaly.yaml";

const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!hasKubectl) process.stdout.write("kubectl is not on PATH: its tests are skipped.\n");
test.skip(!hasKubectl, "kubectl is not on PATH");

interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}

/** What kubectl says, run in the repository's root with the kubeconfig that the first start printed. */
async function kubectl(home: string, ...args: string[]): Promise<Answer> {
  try {
    return { code: 0, ...(await run("kubectl", ["--kubeconfig", join(home, "kubeconfig"), ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = error as Answer;
    return { code, stdout, stderr };
  }
}

/** Applies a Channel from a file of its own; its spec as YAML. */
async function applyChannel(home: string, name: string, spec: string): Promise<Answer> {
  const manifest = `apiVersion: agents.platform.io/v1\nkind: Channel\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
  const folder = await mkdtemp(join(tmpdir(), "parley-manifest-"));
  const file = join(folder, "channel.yaml");
  await writeFile(file, manifest);
  const answer = await kubectl(home, "apply", "-f", file);
  await rm(folder, { recursive: true });
  return answer;
}

test("the example is applied word for word, becomes active, and its channel is in the console", async ({
  installation,
  scene,
  signedIn,
}) => {
  const { home } = installation;
  const applied = await kubectl(home, "apply", "-f", example);
  expect(applied).toMatchObject({ code: 0 });
  expect(applied.stdout).toContain("channel.agents.platform.io/sensor-anomaly-channel ");
  expect(applied.stdout).toContain("thread.agents.platform.io/anomaly-subanalysis ");

  const active = ["wait", "channel/sensor-anomaly-channel", "--for=jsonpath={.status.state}=Active", "--timeout=20s"];
  expect(await kubectl(home, ...active)).toMatchObject({ code: 0 });
  const { stdout } = await kubectl(home, "get", "channel", "sensor-anomaly-channel", "-o", "yaml");
  expect(parse(stdout)).toMatchObject({
    apiVersion: "agents.platform.io/v1",
    kind: "Channel",
    metadata: { name: "sensor-anomaly-channel", namespace: scene.spaceId },
    spec: {
      visibility: "private",
      authorizedGroups: ["EdgeSensorsGroup", "MLWorkersGroup"],
      enablePersistence: true,
      retentionPolicy: "7d",
    },
    status: { state: "Active", natsSubject: "channels.sensor-anomaly-channel" },
  });
  const table = await kubectl(home, "get", "ch", "sensor-anomaly-channel");
  expect(table.stdout).toMatch(/NAME\s+STATE\s+VISIBILITY/);
  expect(table.stdout).toMatch(/sensor-anomaly-channel\s+Active\s+private\s+channels\.sensor-anomaly-channel\s+7d/);

  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/c/sensor-anomaly-channel`);
  await expect(page.getByRole("textbox", { name: "Message #sensor-anomaly-channel" })).toBeVisible();
  await page.getByRole("button", { name: "Channel details" }).click();
  const dialog = page.getByRole("dialog", { name: "#sensor-anomaly-channel" });
  await expect(dialog).toContainText("channels.sensor-anomaly-channel");
  await expect(dialog).toContainText("Active");
});

test("what kubectl applies, patches and deletes shows in an open console without a reload", async ({
  installation,
  scene,
  signedIn,
}) => {
  const { home } = installation;
  const name = scene.unique("from-kubectl");
  const page = await signedIn(await scene.person("ann"));
  await page.goto(`/s/${scene.spaceId}`);
  await page.evaluate(() => Object.assign(window, { wasNotReloaded: true }));
  const applied = await applyChannel(home, name, '{ visibility: public, topic: "As applied" }');
  expect(applied).toMatchObject({ code: 0, stdout: `channel.agents.platform.io/${name} created\n` });
  await page.getByRole("navigation", { name: "Channels" }).getByRole("link", { name }).click();
  const main = page.getByRole("main");
  await expect(main.getByText("As applied")).toBeVisible();
  await kubectl(home, "patch", "channel", name, "--type=merge", "-p", '{"spec":{"topic":"As patched"}}');
  await expect(main.getByText("As patched")).toBeVisible();
  const deleted = await kubectl(home, "delete", "channel", name, "--wait=true", "--timeout=20s");
  expect(deleted).toMatchObject({ code: 0 });
  await expect(main.getByText("This channel is archived: it can be read, nothing can be posted.")).toBeVisible();
  expect(await page.evaluate(() => "wasNotReloaded" in window)).toBe(true);
});

for (const [what, spec, path] of [
  ["a retention that is none", '{ retentionPolicy: "soon" }', "spec.retentionPolicy"],
  ["an unknown visibility", '{ visibility: "secret" }', "spec.visibility"],
  ["groups that are no list", '{ authorizedGroups: "EdgeSensorsGroup" }', "spec.authorizedGroups"],
  ["a group without a name", '{ authorizedGroups: ["fine", ""] }', "spec.authorizedGroups[1]"],
  ["a field that does not exist", '{ visibilty: "public" }', "spec.visibilty"],
] as const) {
  test(`${what} is refused with the field's path, and nothing is made`, async ({ installation, scene }) => {
    const name = scene.unique("refused");
    const { code, stderr } = await applyChannel(installation.home, name, spec);
    expect(code).toBe(1);
    expect(stderr).toContain(path);
    expect(await scene.kube.channels.find({ namespace: scene.spaceId, name })).toBeUndefined();
  });
}

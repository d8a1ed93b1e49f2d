import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currentNamespace, loadKubeconfig } from "./kubeconfig";

const yaml = (name: string, context: string) => `apiVersion: v1
kind: Config
clusters: [{ name: ${name}, cluster: { server: "http://127.0.0.1:1/${name}" } }]
users: [{ name: ${name}, user: { token: t } }]
contexts: [{ name: ${name}, context: { cluster: ${name}, user: ${name}, namespace: ns-${name} } }]
current-context: ${context}
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-kubeconfig-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("YAML text is read, with its namespace, and plain HTTP is accepted", async () => {
  const config = loadKubeconfig(yaml("a", "a"));
  expect(config.getCurrentCluster()?.server).toBe("http://127.0.0.1:1/a");
  expect(currentNamespace(config)).toBe("ns-a");
  await expect(config.applyToHTTPSOptions({})).resolves.toBeUndefined();
});

test("a list of paths is merged and the first one's context counts", async () => {
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  await writeFile(first, yaml("a", "a"));
  await writeFile(second, yaml("b", "b"));
  const config = loadKubeconfig([first, second].join(delimiter));
  expect(config.getCurrentContext()).toBe("a");
  expect(config.getContexts().map(({ name }) => name)).toEqual(["a", "b"]);
});

test("a kubeconfig without a cluster is refused", () => {
  expect(() => loadKubeconfig(yaml("a", "elsewhere"))).toThrow("no current context");
});

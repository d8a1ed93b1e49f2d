import { execFile } from "node:child_process";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePorts, type Installation, startInstallation } from "./installation";
import { expect, test } from "./test";

const run = promisify(execFile);

/** The command lines of all processes that name this folder. */
async function processesOf(folder: string): Promise<string[]> {
  const { stdout } = await run("ps", ["-eo", "pid=,command="], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split("\n").filter((line) => line.includes(folder));
}

/** A start that is expected to fail: its exit code and what it said. */
async function failedStart(env: Record<string, string>): Promise<{ code: unknown; text: string }> {
  try {
    await run(process.execPath, ["dist/supervisor.js"], { env: { ...process.env, NO_COLOR: "1", ...env } });
    return { code: 0, text: "" };
  } catch (error) {
    const { code, stderr } = error as { code: unknown; stderr: string };
    return { code, text: stderr.trim() };
  }
}

test.describe("a running installation", () => {
  let installation: Installation;

  test.beforeAll(async () => {
    installation = await startInstallation();
  });
  test.afterAll(() => installation.stop());

  test("tells where everything is, and the admin's password", () => {
    expect(installation.output()).toContain(installation.consoleUrl);
    expect(installation.output()).toContain(installation.gatewayUrl);
    expect(installation.output()).toContain("admin@parley.local");
    expect(installation.output()).toContain(join(installation.home, "kubeconfig"));
    expect(installation.adminPassword.length).toBeGreaterThanOrEqual(16);
  });

  test("a second start in the same folder is refused in one line that says where the first one is", async () => {
    const { code, text } = await failedStart({ PARLEY_HOME: installation.home });
    expect(code).toBe(1);
    expect(text).toContain("already running");
    expect(text).toContain(installation.consoleUrl);
    expect(text.split("\n")).toHaveLength(1);
  });
});

test("a taken port is refused in one line that names the port and the setting", async () => {
  const home = await mkdtemp(join(tmpdir(), "parley-port-"));
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  const { code, text } = await failedStart({ PARLEY_HOME: home, ...(await freePorts()), GATEWAY_PORT: String(port) });
  expect(code).toBe(1);
  expect(text).toBe(`Port ${port} is taken by another program. Stop that one, or set GATEWAY_PORT to a free port.`);
  server.close();
  await rm(home, { recursive: true });
});

test("damaged secrets are refused in one line, and left as they are", async () => {
  const home = await mkdtemp(join(tmpdir(), "parley-damaged-"));
  await writeFile(join(home, "secrets.json"), '{"secret": "half a fi');
  const { code, text } = await failedStart({ PARLEY_HOME: home, ...(await freePorts()) });
  expect(code).toBe(1);
  expect(text).toContain("secrets.json is damaged");
  expect(text.split("\n")).toHaveLength(1);
  await rm(home, { recursive: true });
});

test("a stop leaves no process behind, and a damaged database is refused in one line at the next start", async () => {
  const installation = await startInstallation();
  const { home } = installation;
  expect((await processesOf(home)).length).toBeGreaterThan(0);
  await installation.stop({ keepData: true });
  expect(await processesOf(home)).toEqual([]);
  await appendFile(join(home, "postgres", "postgresql.conf"), "\nthis is not a setting\n");
  const { code, text } = await failedStart({ PARLEY_HOME: home, ...(await freePorts()) });
  expect(code).toBe(1);
  expect(text).toContain(`The database in ${join(home, "postgres")} does not start`);
  expect(text.split("\n")).toHaveLength(1);
  expect(await processesOf(home)).toEqual([]);
  await rm(home, { recursive: true, force: true });
});

import { parseArgs } from "node:util";
import { createDb } from "@/server/db";
import { AppError, env, logger } from "@/server/kernel";
import { step } from "../prepare.mjs";
import { adminEmail, ensureAdmin } from "./admin";
import { type Backends, startBackends } from "./backends";
import { type SupervisedChild, superviseChild } from "./children";
import { ensureFirstSpace } from "./first-space";
import { ensureSecrets, type Home, openHome, type Secrets, writePrivate } from "./home";
import { endLeftovers, forgetProcesses, noteProcesses } from "./leftovers";
import { takeLock } from "./lock";
import { checkPorts } from "./ports";
import { bold, cyan, dim, green, type Progress, print, printFacts, yellow } from "./terminal";

const { values: flags } = parseArgs({
  options: { "no-demo": { type: "boolean" }, "reset-admin-password": { type: "boolean" } },
});

const consoleUrl = env.NEXTAUTH_URL ?? `http://${env.CONSOLE_HOST}:${env.CONSOLE_PORT}`;
const gatewayUrl = env.GATEWAY_URL ?? `http://${env.GATEWAY_HOST}:${env.GATEWAY_PORT}`;
const progress: Progress = step;
const withDemo = env.PARLEY_DEMO && !flags["no-demo"];

/** What has been started, in order; stopped in reverse. */
const running: { name: string; stop(): Promise<void> }[] = [];
let stopping: Promise<void> | undefined;

function stopEverything(): Promise<void> {
  stopping ??= (async () => {
    for (const part of running.reverse()) {
      await part.stop().catch((error: unknown) => logger.error({ err: error, part: part.name }, "stopping failed"));
    }
  })();
  return stopping;
}

async function endWith(code: number, message?: string): Promise<never> {
  await stopEverything();
  if (message) process.stderr.write(`\n${message}\n`);
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!stopping) print(`\n  Stopping${dim(" (a few seconds)")}`);
    void endWith(0);
  });
}

// Started by another process, such as a test run: when that one is gone, so are we.
process.on("disconnect", () => void endWith(0));

try {
  await start();
} catch (error) {
  const known = error instanceof AppError || error instanceof Error;
  await endWith(1, known ? error.message : String(error));
}

async function start(): Promise<void> {
  const startedAt = Date.now();
  const home = await openHome(env.PARLEY_HOME);
  const lock = await takeLock(home, consoleUrl);
  running.push({ name: "lock", stop: () => lock.release() });
  const ended = await endLeftovers(home);
  if (ended > 0) print(`  ${yellow("!")} Ended ${ended} server(s) of a start that was killed`);
  await checkPorts(env, neededPorts());
  const secrets = await ensureSecrets(home);

  const children: SupervisedChild[] = [];
  const backends = await startBackends({
    env,
    home,
    secrets,
    consoleUrls: consoleOrigins(),
    progress,
    onStart: (servers) => noteProcesses(home, [...servers, ...children]),
    onCrash: (name) => print(`  ${yellow("!")} ${name} ended by itself; starting it again`),
    onGiveUp: (error) => void endWith(1, error instanceof Error ? error.message : String(error)),
  });
  running.push({ name: "notes", stop: () => forgetProcesses(home) }, ...backends.servers);

  const note = () => noteProcesses(home, [...backends.servers, ...children]);
  const db = createDb(backends.databaseUrl, { connectionsMax: 3 });
  running.push({ name: "database client", stop: () => db.$disconnect() });
  const childEnv = environmentOfChildren(home, secrets, backends);
  await writePrivate(home.path("environment.json"), `${JSON.stringify(wayIn(childEnv), null, 2)}\n`);

  await progress("Starting the services", () => startChild("services", servicesArgs(backends)));
  const agentKeysFile = home.path("agents.json");
  if (!env.KUBECONFIG) {
    await progress(withDemo ? "Preparing the space and the demo" : "Preparing the space", () =>
      ensureFirstSpace({ db, backends, secrets, env, withDemo, agentKeysFile }),
    );
  }
  await progress("Starting the console", () => startChild("console"));
  if (withDemo && !env.KUBECONFIG) {
    await progress("Starting the demo agents", () =>
      startChild("demo", ["--gateway", gatewayUrl, "--keys", agentKeysFile]),
    );
  }
  // Last of all: a password that is made is also shown.
  const password = await ensureAdmin(db, flags["reset-admin-password"] === true);
  report(home, backends, password, Date.now() - startedAt);

  async function startChild(name: string, args: string[] = []): Promise<void> {
    const child: SupervisedChild = await superviseChild({
      name,
      script: `dist/${name}.js`,
      args,
      env: environmentFor(name, childEnv),
      logFile: home.path(`${name}.log`),
      onStart: note,
      onCrash: (crashed, how) => print(`  ${yellow("!")} The ${crashed} process ended (${how}); starting it again`),
    });
    running.push(child);
    children.push(child);
    note();
  }
}

function neededPorts(): Parameters<typeof checkPorts>[1] {
  return [
    "CONSOLE_PORT",
    "GATEWAY_PORT",
    ...(env.DATABASE_URL ? [] : (["POSTGRES_PORT"] as const)),
    ...(env.NATS_URL ? [] : (["NATS_PORT", "NATS_WS_PORT"] as const)),
    ...(env.KUBECONFIG ? [] : (["KUBERNETES_PORT"] as const)),
  ];
}

/** The addresses a browser may have loaded the console from: the two names of this machine are the same place. */
function consoleOrigins(): string[] {
  const origin = new URL(consoleUrl).origin;
  return [...new Set([origin, origin.replace("127.0.0.1", "localhost"), origin.replace("localhost", "127.0.0.1")])];
}

function servicesArgs(backends: Backends): string[] {
  const all = ["operator", "events", "policy", "fanout", "logger", "gateway"];
  return ["--roles", [...(backends.kubernetes.tokenFile ? ["kubernetes"] : []), ...all].join(",")];
}

function environmentOfChildren(home: Home, secrets: Secrets, backends: Backends): Record<string, string | undefined> {
  return {
    ...process.env,
    NODE_ENV: "production",
    PARLEY_HOME: home.folder,
    DATABASE_URL: backends.databaseUrl,
    PARLEY_SECRET: env.PARLEY_SECRET ?? secrets.secret,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? secrets.sessionSecret,
    NEXTAUTH_URL: consoleUrl,
    GATEWAY_URL: gatewayUrl,
    NATS_URL: backends.nats.url,
    NATS_WS_URL: backends.nats.websocketUrl,
    NATS_OPERATOR_SEED_FILE: backends.nats.operatorSeedFile,
    NATS_SYSTEM_CREDS_FILE: backends.nats.systemCredsFile,
    KUBECONFIG: backends.kubernetes.kubeconfig,
    KUBERNETES_TOKEN_FILE: backends.kubernetes.tokenFile,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** How a tool of this installation finds it, such as a replay. What else is in the environment is nobody's business. */
function wayIn({ DATABASE_URL, NATS_URL, KUBECONFIG, PARLEY_SECRET }: Record<string, string | undefined>) {
  return { DATABASE_URL, NATS_URL, KUBECONFIG, PARLEY_SECRET, gatewayUrl };
}

/** Least privilege: only the services hold the operator's keys, and the demo's agents are strangers with API keys. */
function environmentFor(name: string, all: Record<string, string | undefined>): Record<string, string | undefined> {
  if (name === "services") return all;
  if (name === "demo") return { PATH: process.env["PATH"], NODE_ENV: "production", LOG_LEVEL: env.LOG_LEVEL };
  const { NATS_OPERATOR_SEED_FILE, NATS_SYSTEM_CREDS_FILE, KUBERNETES_TOKEN_FILE, ...rest } = all;
  return rest;
}

function report(home: Home, backends: Backends, password: string | undefined, tookMs: number): void {
  print(`\n  ${green("Ready")} ${dim(`in ${(tookMs / 1000).toFixed(1)} s`)}   ${bold(cyan(consoleUrl))}\n`);
  printFacts([
    ["sign in as", adminEmail],
    [
      "password",
      password ? bold(password) : "as shown at the first start (npm start -- --reset-admin-password makes a new one)",
    ],
    ["gateway", gatewayUrl],
    ["NATS", `${backends.nats.url}  ${backends.nats.websocketUrl}`],
    ["kubeconfig", backends.kubernetes.kubeconfig],
    ["logs", `${home.folder}/*.log`],
  ]);
  print(`\n  ${dim("Ctrl+C stops everything.")}\n`);
}

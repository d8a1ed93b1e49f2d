import { join } from "node:path";
import { applyMigrations } from "@/server/db";
import { ensureDatabase, findNatsServer, kubeconfigYaml, startNats, startPostgres } from "@/server/embedded";
import { AppError, type Env } from "@/server/kernel";
import { type Home, type Secrets, writePrivate } from "./home";
import { type SupervisedServer, superviseServer } from "./servers";
import type { Progress } from "./terminal";

/** What the services connect to, embedded or given. */
export interface Backends {
  databaseUrl: string;
  nats: { url: string; websocketUrl: string; operatorSeedFile: string; systemCredsFile: string };
  /** Path of the kubeconfig; `token` only with the embedded API server. */
  kubernetes: { kubeconfig: string; tokenFile?: string };
  /** Servers that were started here, to be stopped in reverse. */
  servers: SupervisedServer[];
}

const databaseName = "parley";
export const firstSpaceId = "edge";

/** Starts what the environment does not replace: Postgres, nats-server; and writes the kubeconfig of the embedded API server. */
export async function startBackends(input: {
  env: Env;
  home: Home;
  secrets: Secrets;
  consoleUrls: string[];
  progress: Progress;
  /** Told after each start of a server, with all that run. */
  onStart: (servers: SupervisedServer[]) => void;
  onCrash: (name: string) => void;
  onGiveUp: (error: unknown) => void;
}): Promise<Backends> {
  const { env, home, secrets, progress, onCrash, onGiveUp } = input;
  const servers: SupervisedServer[] = [];
  const onStart = () => input.onStart(servers);
  try {
    const databaseUrl = env.DATABASE_URL ?? (await embeddedDatabase());
    await progress("Bringing the database up to date", () => applyMigrations(databaseUrl, "prisma"));
    return { databaseUrl, nats: givenNats(env) ?? (await embeddedNats()), kubernetes: await kubernetes(), servers };
  } catch (error) {
    for (const server of servers.reverse()) await server.stop();
    throw error;
  }

  async function embeddedDatabase(): Promise<string> {
    const start = () =>
      startPostgres({ dataFolder: home.path("postgres"), port: env.POSTGRES_PORT, password: secrets.databasePassword });
    const server = await progress("Starting Postgres", () =>
      superviseServer({ name: "Postgres", start, onStart, onCrash, onGiveUp }),
    );
    servers.push(server);
    onStart();
    await ensureDatabase(server.first.adminUrl, databaseName);
    return server.first.urlOf(databaseName);
  }

  async function embeddedNats(): Promise<Backends["nats"]> {
    const start = async () =>
      startNats({
        binary: await findNatsServer({ configured: env.NATS_SERVER_BIN }),
        dataFolder: home.path("nats"),
        port: env.NATS_PORT,
        websocketPort: env.NATS_WS_PORT,
        allowedOrigins: input.consoleUrls,
      });
    const server = await progress("Starting nats-server", () =>
      superviseServer({ name: "nats-server", start, onStart, onCrash, onGiveUp }),
    );
    servers.push(server);
    onStart();
    return { url: server.first.url, websocketUrl: server.first.websocketUrl, ...server.first.keys };
  }

  async function kubernetes(): Promise<Backends["kubernetes"]> {
    if (env.KUBECONFIG) return { kubeconfig: env.KUBECONFIG };
    const kubeconfig = join(home.folder, "kubeconfig");
    const tokenFile = home.path("kubernetes.token");
    const url = `https://127.0.0.1:${env.KUBERNETES_PORT}`;
    await writePrivate(tokenFile, secrets.kubernetesToken);
    await writePrivate(kubeconfig, kubeconfigYaml({ url, token: secrets.kubernetesToken, namespace: firstSpaceId }));
    return { kubeconfig, tokenFile };
  }
}

function givenNats(env: Env): Backends["nats"] | undefined {
  if (!env.NATS_URL) return undefined;
  const { NATS_WS_URL, NATS_OPERATOR_SEED_FILE, NATS_SYSTEM_CREDS_FILE } = env;
  if (!NATS_WS_URL || !NATS_OPERATOR_SEED_FILE || !NATS_SYSTEM_CREDS_FILE) {
    throw new AppError(
      "PRECONDITION_FAILED",
      "With NATS_URL, set NATS_WS_URL, NATS_OPERATOR_SEED_FILE and NATS_SYSTEM_CREDS_FILE as well: see .env.example.",
    );
  }
  return {
    url: env.NATS_URL,
    websocketUrl: NATS_WS_URL,
    operatorSeedFile: NATS_OPERATOR_SEED_FILE,
    systemCredsFile: NATS_SYSTEM_CREDS_FILE,
  };
}

import { type AttachmentLimits, attachmentLimitsOf } from "@/server/attachments";
import { type Auth, createAttemptLimiter, createAuth, type UserActor } from "@/server/auth";
import { createDb, type Db, type ServiceContext } from "@/server/db";
import { type Clock, env, type Logger, logger, requireEnv, systemClock } from "@/server/kernel";
import { consoleManager, createKubernetes, type Kubernetes } from "@/server/kubernetes";
import { createSpaceConnections, openBus, type SpaceConnections } from "@/server/nats";
import { createReadyBus, type ReadyBus } from "./ready-bus";

const signInWindowMs = 15 * 60_000;
const signInKeysMax = 50_000;

/** What the console's server side needs of the world; one per process, each part made at its first use. */
export interface Runtime {
  readonly db: Db;
  readonly auth: Auth;
  readonly bus: ReadyBus;
  readonly kubernetes: Kubernetes;
  readonly connections: SpaceConnections;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secret: string;
  readonly credentialTtlMs: number;
  readonly attachmentLimits: AttachmentLimits;
  /** What a browser connects to for live messages. */
  readonly natsServers: { nats: string[]; websocket: string[] };
  serviceContext(actor: UserActor): ServiceContext;
}

function createRuntime(): Runtime {
  const log = logger.child({ service: "console" });
  const clock = systemClock;
  const secret = requireEnv("PARLEY_SECRET");
  const natsUrl = requireEnv("NATS_URL");
  const db = createDb(requireEnv("DATABASE_URL"));
  const limiter = createAttemptLimiter({ clock, windowMs: signInWindowMs, keysMax: signInKeysMax });
  const bus = createReadyBus(() => openBus({ db, secret, natsUrl, name: "console", log }), log);
  let kubernetes: Kubernetes | undefined;
  let connections: SpaceConnections | undefined;
  return {
    db,
    auth: createAuth({ db, env, log, limiter, secret: env.NEXTAUTH_SECRET ?? secret }),
    bus,
    get kubernetes() {
      kubernetes ??= createKubernetes({ kubeconfig: env.KUBECONFIG, log, manager: consoleManager });
      return kubernetes;
    },
    get connections() {
      connections ??= createSpaceConnections({ db, secret, natsUrl, name: "console", log });
      return connections;
    },
    clock,
    log,
    secret,
    credentialTtlMs: env.CREDENTIAL_TTL_SECONDS * 1_000,
    attachmentLimits: attachmentLimitsOf(env),
    natsServers: { nats: listOf(natsUrl), websocket: listOf(env.NATS_WS_URL) },
    serviceContext: (actor) => ({ actor, db, clock, bus, log }),
  };
}

function listOf(urls: string | undefined): string[] {
  return (urls ?? "").split(",").flatMap((url) => url.trim() || []);
}

/** Next may load this module several times in one process; the runtime must not be. */
const key = Symbol.for("parley.console.runtime");
const holder = globalThis as { [key]?: Runtime };

/** The process's runtime. Throws, naming it, when a setting it needs is missing. */
export function getRuntime(): Runtime {
  holder[key] ??= createRuntime();
  return holder[key];
}

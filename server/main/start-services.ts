import { readFile } from "node:fs/promises";
import { attachmentLimitsOf } from "@/server/attachments";
import { createDb } from "@/server/db";
import { startKubernetesApi } from "@/server/embedded";
import { startActivity, startPresence } from "@/server/events";
import { startFanout } from "@/server/fanout";
import { startGateway } from "@/server/gateway";
import { env, logger, readTrustedProxies, requireEnv, systemClock } from "@/server/kernel";
import { createKubernetes } from "@/server/kubernetes";
import { startLogger } from "@/server/logger";
import { connectSystem, createSpaceConnections, ensurePlatformAccount, openBus } from "@/server/nats";
import { startOperator } from "@/server/operator";
import {
  createPermissionCache,
  startBlockSweep,
  startCredentialSweep,
  startLogSweep,
  startPolicyService,
} from "@/server/policy";
import type { Role } from "./roles";

interface Stoppable {
  stop(): Promise<void> | void;
}

/** The roles of this process, started in the order they need each other. */
export async function startServices(roles: Role[]): Promise<{ stop(): Promise<void> }> {
  const has = (role: Role) => roles.includes(role);
  const log = logger;
  const clock = systemClock;
  const secret = requireEnv("PARLEY_SECRET");
  const natsUrl = requireEnv("NATS_URL");
  const db = createDb(requireEnv("DATABASE_URL"));
  const started: Stoppable[] = [{ stop: () => db.$disconnect() }];
  const keep = <Part extends Stoppable>(part: Part): Part => {
    started.push(part);
    return part;
  };

  if (has("kubernetes")) {
    keep(
      await startKubernetesApi({
        db,
        host: "127.0.0.1",
        port: env.KUBERNETES_PORT,
        token: (await readFile(requireEnv("KUBERNETES_TOKEN_FILE"), "utf8")).trim(),
        crdFolder: "deploy/crds",
        log: log.child({ service: "kubernetes" }),
      }),
    );
  }

  const holdsOperatorKey = has("operator");
  const system =
    has("operator") || has("events")
      ? await connectSystem({ natsUrl, credsFile: requireEnv("NATS_SYSTEM_CREDS_FILE"), log })
      : undefined;
  if (system) keep({ stop: () => system.close() });
  const operatorSeed = holdsOperatorKey ? (await readFile(requireEnv("NATS_OPERATOR_SEED_FILE"), "utf8")).trim() : "";
  if (system && holdsOperatorKey) await ensurePlatformAccount({ db, secret, operatorSeed, system });

  const bus = await openBus({ db, secret, natsUrl, name: "services", log });
  keep({ stop: () => bus.close() });
  const connections = createSpaceConnections({ db, secret, natsUrl, name: "services", log });
  keep({ stop: () => connections.close() });

  if (system && has("operator")) {
    keep(
      await startOperator({
        db,
        bus,
        log: log.child({ service: "operator" }),
        clock,
        kube: createKubernetes({ kubeconfig: env.KUBECONFIG, log }),
        secret,
        operatorSeed,
        system,
        connections,
        purgeDelayMs: env.CHANNEL_PURGE_DELAY_SECONDS * 1_000,
      }),
    );
  }
  if (has("operator")) {
    const sweeper = { db, clock, log: log.child({ service: "policy" }) };
    keep(startCredentialSweep(sweeper));
    const auditDays = env.AUDIT_LOG_RETENTION_DAYS;
    keep(startLogSweep({ ...sweeper, auditDays, decisionDays: env.DECISION_LOG_RETENTION_DAYS }));
  }
  if (system && has("events")) {
    const events = { db, bus, connections, clock, log: log.child({ service: "events" }) };
    keep(await startPresence({ ...events, system }));
    keep(await startActivity(events));
  }
  if (has("logger")) {
    keep(await startLogger({ db, bus, connections, log: log.child({ service: "logger" }) }));
  }
  const policy = { db, bus, clock, log: log.child({ service: "policy" }) };
  const permissions = keepsPermissions(roles) ? createPermissionCache(policy) : undefined;
  if (permissions) keep({ stop: () => permissions.close() });
  if (permissions && has("policy")) {
    keep(startBlockSweep(policy));
    keep(await startPolicyService({ ...policy, connections, permissions }));
  }
  if (permissions && (has("fanout") || has("gateway"))) {
    const fanout = keep(
      await startFanout({ db, bus, connections, permissions, clock, log: log.child({ service: "fanout" }) }),
    );
    if (has("gateway")) {
      keep(
        await startGateway({
          host: env.GATEWAY_HOST,
          port: env.GATEWAY_PORT,
          db,
          bus,
          connections,
          fanout,
          secret,
          clock,
          credentialTtlMs: env.CREDENTIAL_TTL_SECONDS * 1_000,
          servers: { nats: natsUrl.split(","), websocket: env.NATS_WS_URL?.split(",") ?? [] },
          attachmentLimits: attachmentLimitsOf(env),
          isTrustedProxy: readTrustedProxies(env.TRUSTED_PROXIES ?? ""),
          requestsPerMinute: {
            perCaller: env.GATEWAY_CALLER_REQUESTS_PER_MINUTE,
            perAddress: env.GATEWAY_ADDRESS_REQUESTS_PER_MINUTE,
          },
          log: log.child({ service: "gateway" }),
        }),
      );
    }
  }

  return {
    async stop() {
      for (const part of started.reverse()) await part.stop();
    },
  };
}

function keepsPermissions(roles: Role[]): boolean {
  return roles.some((role) => role === "policy" || role === "fanout" || role === "gateway");
}

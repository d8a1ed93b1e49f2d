import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import type { PermissionCache } from "../cache";
import { type SpaceService, serveSpace } from "./space-service";
import { listServedSpaces } from "./spaces-repository";
import { servedVerbs } from "./verbs";

export interface PolicyServiceOptions extends Omit<ServiceContext, "actor" | "origin"> {
  connections: SpaceConnections;
  permissions: PermissionCache;
  /** How often the list of spaces is read without being told that it changed; 15 s when absent. */
  rescanMs?: number;
}

const rescanMsDefault = 15_000;
const retryMs = 1_000;
// A space that cannot be reached is not waited for.
const startWaitMs = 5_000;
const stopWaitMs = 12_000;

interface Opening {
  service: Promise<SpaceService | undefined>;
}

/**
 * Answers what services of every active space ask over NATS (`policySubject`), shared among the processes that do; spaces
 * that come or go are noticed. Resolves when the spaces that can be reached are being served.
 */
export async function startPolicyService(options: PolicyServiceOptions): Promise<{ stop(): Promise<void> }> {
  const { connections, permissions, rescanMs = rescanMsDefault, ...context } = options;
  const { db, bus, log } = context;
  const verbs = servedVerbs(permissions);
  const served = new Map<string, Opening>();
  let isStopped = false;

  async function open(spaceId: string, opening: Opening): Promise<SpaceService | undefined> {
    const again = () => {
      if (served.get(spaceId) === opening) served.delete(spaceId);
      if (!isStopped) setTimeout(() => void rescan(), retryMs).unref();
    };
    try {
      const connection = await connections.get(spaceId);
      if (isStopped || served.get(spaceId) !== opening) return undefined;
      const service = serveSpace({ spaceId, connection, context, verbs });
      void service.ended.then(again);
      return service;
    } catch (err) {
      log.warn({ err, spaceId }, "the policy cannot be asked in the space yet");
      again();
      return undefined;
    }
  }

  function serve(spaceId: string): void {
    const opening: Opening = { service: Promise.resolve(undefined) };
    served.set(spaceId, opening);
    opening.service = open(spaceId, opening);
  }

  async function scan(): Promise<void> {
    const spaces = new Set(await listServedSpaces(db));
    if (isStopped) return;
    for (const spaceId of spaces) if (!served.has(spaceId)) serve(spaceId);
    for (const [spaceId, { service }] of served) {
      if (spaces.has(spaceId)) continue;
      served.delete(spaceId);
      void service.then((opened) => opened?.stop());
    }
  }

  let scanning: Promise<void> = Promise.resolve();
  const rescan = (): Promise<void> => {
    scanning = scanning.then(scan).catch((err: unknown) => {
      log.warn({ err }, "the list of spaces could not be read; the next scan tries again");
    });
    return scanning;
  };

  const ends = [bus.subscribe("spaces.changed", () => void rescan()), bus.onGap(() => void rescan())];
  const timer = setInterval(() => void rescan(), rescanMs);
  timer.unref();
  await rescan();
  await Promise.race([Promise.all([...served.values()].map(({ service }) => service)), wait(startWaitMs)]);
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      for (const end of ends) end();
      await scanning;
      const stopping = [...served.values()].map(async ({ service }) => (await service)?.stop());
      await Promise.race([Promise.all(stopping), wait(stopWaitMs)]);
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

import { setTimeout as pause } from "node:timers/promises";
import type { ServiceContext } from "@/server/db";
import { consoleManager, type KubernetesObject, type ResourceStatus } from "@/server/kubernetes";
import { isStateRecorded, type ResourceState } from "@/server/policy";
import { managerOf } from "./requester";
import type { World } from "./world";

const stepMs = 25;
/** The console records what it wrote right after the API server took it; this is how long that may take. */
const consoleWaitMs = 2_000;
/** Nobody can see who deleted a resource, so each deletion waits this long for the console to say that it was there. */
const deletionWaitMs = 250;

type Written = KubernetesObject & { status?: ResourceStatus };
type ActingWorld = Pick<World, "context" | "db">;

/**
 * The context in which the operator carries out what the resource says: in the name of whoever wrote it last, and without a row
 * of its own where the console has recorded the write. What is carried out already is the operator's own doing, such as a
 * grant to a group that came later.
 */
export async function contextOfWrite(
  world: ActingWorld,
  { spaceId, target, resource, isCarriedOut }: WriteSeen,
): Promise<ServiceContext> {
  const { uid = "", generation } = resource.metadata;
  if (isCarriedOut && (resource.status?.observedGeneration ?? -1) >= (generation ?? 0)) return world.context;
  const manager = managerOf(resource);
  const waitMs = manager === consoleManager ? consoleWaitMs : 0;
  const isRecorded = await isSoonRecorded(world, { spaceId, target, uid, generation }, waitMs);
  return inTheNameOf(world, manager, isRecorded);
}

interface WriteSeen {
  spaceId: string;
  /** As the audit log writes it, such as `channel:sensors`. */
  target: string;
  resource: Written;
  /** There is a row of this resource already. */
  isCarriedOut: boolean;
}

/** The same for a resource that was deleted: by the console, or by somebody the API server does not name. */
export async function contextOfDeletion(
  world: ActingWorld,
  { spaceId, target, uid }: { spaceId: string; target: string; uid: string },
): Promise<ServiceContext> {
  return inTheNameOf(world, "unknown", await isSoonRecorded(world, { spaceId, target, uid }, deletionWaitMs));
}

/** The operator's context in the name of a manager of the API server; with `isRecorded` for an act that has its audit row. */
export function inTheNameOf({ context }: ActingWorld, manager: string, isRecorded = false): ServiceContext {
  return {
    ...context,
    actor: { kind: "service", name: "operator", onBehalfOf: `kubernetes:${manager}` },
    origin: { via: "kubernetes", isRecorded },
  };
}

async function isSoonRecorded({ db }: ActingWorld, state: ResourceState, waitMs: number): Promise<boolean> {
  for (let waitedMs = 0; ; waitedMs += stepMs) {
    if (await isStateRecorded(db, state)) return true;
    if (waitedMs >= waitMs) return false;
    await pause(stepMs);
  }
}

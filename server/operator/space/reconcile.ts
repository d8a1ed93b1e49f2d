import { accountPublicKey } from "@/server/nats";
import { inTheNameOf } from "../acting";
import { managerOf } from "../requester";
import { firstFinding, type WorkResult } from "../runtime";
import { accountAnnotation, stateAnnotation } from "../spaces";
import type { World } from "../world";
import { ensureAccount } from "./account";
import { gatherSpace, type SpaceInput } from "./gather";
import { displayNameOf, spaceChecks } from "./policies";
import { archiveSpace, ensureSpaceKeys, markAccountReady, saveSpace } from "./repository";

const streamRetryMs = 5_000;

/** The namespace's Space row, NATS account and stream are as the namespace says. */
export async function reconcileSpace(world: World, spaceId: string): Promise<WorkResult | undefined> {
  const input = await gatherSpace(world, spaceId);
  const notSpace = firstFinding(spaceChecks, input);
  if (notSpace !== undefined) {
    if (input.row && !input.row.archivedAt) await close(world, spaceId, notSpace.reason);
    // What was issued before is revoked by now or soon, and NATS hears of it only here.
    if (input.row?.accountPublicKey)
      await ensureAccount(world, spaceId, await ensureSpaceKeys(world.db, world.secret, spaceId));
    return undefined;
  }
  const isSaved = await save(world, input);
  const keys = await ensureSpaceKeys(world.db, world.secret, spaceId);
  if (await ensureAccount(world, spaceId, keys)) world.log.info({ spaceId }, "the account was pushed to NATS");
  const isNew = !input.row?.accountPublicKey;
  if (isNew) await markAccountReady(world.db, spaceId, keys);
  const notReady = await world.streams.check(spaceId);
  await annotate(world, input, accountPublicKey(keys), notReady?.reason ?? "Ready");
  if (isSaved || isNew) {
    announce(world, spaceId);
    world.enqueue.resourcesOf(spaceId);
  }
  return notReady === undefined ? undefined : { requeueAfterMs: streamRetryMs };
}

/** `kubectl get namespace -o yaml` tells how the space is. */
async function annotate(world: World, { namespace }: SpaceInput, account: string, state: string): Promise<void> {
  const shown = namespace?.metadata.annotations ?? {};
  if (namespace === undefined || (shown[accountAnnotation] === account && shown[stateAnnotation] === state)) return;
  const annotations = { [accountAnnotation]: account, [stateAnnotation]: state };
  await world.kube.namespaces.patch({ name: namespace.metadata.name }, { metadata: { annotations } });
}

async function save(world: World, input: SpaceInput): Promise<boolean> {
  const { spaceId, namespace, row: before } = input;
  if (namespace === undefined) return false;
  const displayName = displayNameOf(namespace);
  if (before && before.displayName === displayName && !before.archivedAt) return false;
  const purgeNotBefore = new Date(world.clock.now().getTime() + world.purgeDelayMs);
  const context = inTheNameOf(world, managerOf(namespace));
  await saveSpace(context, { spaceId, displayName, before, purgeNotBefore });
  return true;
}

async function close(world: World, spaceId: string, reason: string): Promise<void> {
  await archiveSpace(inTheNameOf(world, "unknown"), { spaceId, reason });
  world.log.warn({ spaceId, reason }, "the space is archived; its messages stay");
  announce(world, spaceId);
  world.enqueue.resourcesOf(spaceId);
  world.enqueue.access(spaceId);
}

function announce(world: World, spaceId: string): void {
  world.bus.publish("spaces.changed", { spaceId });
  world.bus.publish("resources.changed", { spaceId, kind: "Space", name: spaceId });
}

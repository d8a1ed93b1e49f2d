import { firstFinding, type WorkResult } from "../runtime";
import type { World } from "../world";
import { applyThread, archive, reportFinding, retire } from "./apply";
import { gatherThread } from "./gather";
import { threadChecks } from "./policies";

const streamRetryMs = 5_000;

/** The thread's row, participants and status are as its resource says; without a resource the thread is archived. */
export async function reconcileThread(world: World, spaceId: string, name: string): Promise<WorkResult | undefined> {
  const input = await gatherThread(world, spaceId, name);
  const { resource, channel, owned } = input;
  if (resource === undefined) {
    if (owned?.resourceUid) await archive(world, input, owned.resourceUid);
    return undefined;
  }
  if (resource.metadata.deletionTimestamp !== undefined) {
    await retire(world, input, resource);
    return undefined;
  }
  const finding = firstFinding(threadChecks, input);
  if (finding !== undefined || channel === undefined) {
    if (finding !== undefined) await reportFinding(world, input, resource, finding);
    return undefined;
  }
  await applyThread(world, input, resource, channel);
  return input.stream === undefined ? undefined : { requeueAfterMs: streamRetryMs };
}

import { firstFinding, type WorkResult } from "../runtime";
import type { World } from "../world";
import { applyChannel, archive, report, retire } from "./apply";
import { gatherChannel } from "./gather";
import { blockedConditions, channelChecks } from "./policies";

const streamRetryMs = 5_000;

/** The channel's row, grants and status are as its resource says; without a resource the channel is archived. */
export async function reconcileChannel(world: World, spaceId: string, name: string): Promise<WorkResult | undefined> {
  const input = await gatherChannel(world, spaceId, name);
  const { resource, row } = input;
  if (resource === undefined) {
    if (row?.resourceUid) await archive(world, input, row.resourceUid);
    return undefined;
  }
  if (resource.metadata.deletionTimestamp !== undefined) {
    await retire(world, input, resource);
    return undefined;
  }
  const finding = firstFinding(channelChecks, input);
  if (finding !== undefined) {
    await report(world, resource, { state: stateOf(finding.reason), conditions: blockedConditions(finding) });
    return undefined;
  }
  await applyChannel(world, input, resource);
  return input.stream === undefined ? undefined : { requeueAfterMs: streamRetryMs };
}

/** A space that is being made is no failure of the channel's. */
function stateOf(reason: string): "Failed" | undefined {
  return reason === "SpaceNotReady" ? undefined : "Failed";
}

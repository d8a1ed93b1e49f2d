import type { ChannelResource, ThreadResource } from "@/server/kubernetes";
import { writeAudit } from "@/server/policy";
import type { ResourceWorld } from "./world";

type Resource = ChannelResource | ThreadResource;

interface ResourceAct {
  verb: string;
  /** Undefined: it is new. */
  before: Resource | undefined;
  /** Undefined: it is deleted. */
  after: Resource | undefined;
}

/** The audit log names who wrote the resource. The operator, which carries it out, recognises the row by `uid` and `generation` and adds none of its own. */
export async function recordWrite(world: ResourceWorld, { verb, before, after }: ResourceAct): Promise<void> {
  const resource = after ?? before;
  if (!resource) return;
  await writeAudit(world, world.db, {
    spaceId: world.spaceId,
    verb,
    target: targetOf(resource),
    before: before && stateOf(before),
    after: after ? stateOf(after) : { isArchived: true, uid: resource.metadata.uid },
  });
}

function targetOf({ spec, metadata: { name } }: Resource): string {
  return "channel" in spec ? `thread:${spec.channel}/${name}` : `channel:${name}`;
}

function stateOf({ spec, metadata: { uid, generation } }: Resource): object {
  return { ...spec, generation, uid };
}

import { updateChannelAuth } from "@/server/policy";
import type { ChannelDetail } from "../views";
import { requireGeneration, writeChannel } from "./channels";
import { demandManage } from "./demand";
import type { SaveChannelInput } from "./inputs";
import type { ResourceWorld } from "./world";

export interface ChannelSaved {
  /** Roles that are others than before. */
  changed: number;
  /** Live connections that were closed because they lost the channel by the roles; what the resource closes comes after. */
  closed: number;
  /** As written, where the resource was to change. */
  detail: ChannelDetail | null;
}

/**
 * The channel's roles and its resource as they were edited. Nothing is done when either changed since: PRECONDITION_FAILED
 * `stale_revision` for the roles, CONFLICT `changed_meanwhile` for the resource. The roles are one transaction; the resource
 * follows, and the operator carries it out.
 */
export async function saveChannel(world: ResourceWorld, input: SaveChannelInput): Promise<ChannelSaved> {
  const { spaceId, channel, changes, atRevision, resource } = input;
  // Asked before the roles are written: an owner may be giving up their own.
  await demandManage(world, channel);
  if (resource) await requireGeneration(world, channel, resource.generation);
  const roles =
    changes.length > 0
      ? await updateChannelAuth(world, { spaceId, channel, changes, atRevision })
      : { changed: 0, closed: 0 };
  const detail = resource ? await writeChannel(world, { ...resource, name: channel }) : null;
  return { changed: roles.changed, closed: roles.closed, detail };
}

import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { groupName, parseInput } from "../input";
import { findGroup } from "./find-one";
import {
  deleteGroupRow,
  deleteSomeMemberships,
  detachGroup,
  type OpenedPlace,
  readGroupRecord,
  selectPlacesOfGroup,
} from "./repository";

const DeleteGroupInput = z.object({ spaceId: z.string(), name: groupName });

/** What one transaction removes while every other change of the space waits for it. */
const membershipsAtOnce = 10_000;

/**
 * The group and everything it gave its members are gone, and connections that lived on it are closed. Throws NOT_FOUND for an
 * unknown group. Of a large group the rights go first, at once, then the memberships in parts that nobody waits for;
 * interrupted, it is left without rights, and deleted by being deleted again.
 */
export async function deleteGroup(
  ctx: ServiceContext,
  given: z.infer<typeof DeleteGroupInput>,
): Promise<{ closed: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, name } = parseInput(DeleteGroupInput, given);
  const { key } = await findGroup(ctx.db, spaceId, name);
  const record = await readGroupRecord(ctx.db, key);
  const isLarge = record.members > membershipsAtOnce;
  const detached = isLarge ? await takeRightsAway(ctx, spaceId, name) : { places: [], closed: 0 };
  if (isLarge) while ((await deleteSomeMemberships(ctx.db, key, membershipsAtOnce)) === membershipsAtOnce);
  const target = { spaceId, verb: "group.delete", target: `group:${name}` };
  const { result: places, revision } = await changePolicy(ctx, target, async (tx) => {
    const group = await findGroup(tx, spaceId, name);
    const opened = await selectPlacesOfGroup(tx, group.key);
    await deleteGroupRow(tx, group.key);
    const before = { ...record, places: [...detached.places, ...opened] };
    return { result: opened, isChanged: true, before };
  });
  const closed = detached.closed + (await close(ctx, spaceId, name, places));
  return { closed, revision };
}

async function takeRightsAway(
  ctx: ServiceContext,
  spaceId: string,
  name: string,
): Promise<{ places: OpenedPlace[]; closed: number }> {
  const target = { spaceId, verb: "group.detach", target: `group:${name}` };
  const { result: places } = await changePolicy(ctx, target, async (tx) => {
    const group = await findGroup(tx, spaceId, name);
    const opened = await selectPlacesOfGroup(tx, group.key);
    await detachGroup(tx, group.key);
    return { result: opened, isChanged: true, before: { places: opened } };
  });
  return { places, closed: await close(ctx, spaceId, name, places) };
}

function close(ctx: ServiceContext, spaceId: string, name: string, places: OpenedPlace[]): Promise<number> {
  return closeLostAccess(ctx, {
    spaceId,
    reason: `group ${name} deleted`,
    places: places.map(({ channel, thread }) => ({ channel, thread: thread ?? undefined })),
  });
}

import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { groupName, parseInput } from "../input";
import { findGroup } from "./find-one";
import { deleteGroupRow, readGroupRecord, selectPlacesOfGroup } from "./repository";

const DeleteGroupInput = z.object({ spaceId: z.string(), name: groupName });

/** The group and everything it gave its members are gone, and connections that lived on it are closed. Throws NOT_FOUND for an unknown group. */
export async function deleteGroup(
  ctx: ServiceContext,
  given: z.infer<typeof DeleteGroupInput>,
): Promise<{ closed: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, name } = parseInput(DeleteGroupInput, given);
  const { result: places, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "group.delete", target: `group:${name}` },
    async (tx) => {
      const group = await findGroup(tx, spaceId, name);
      const opened = await selectPlacesOfGroup(tx, group.key);
      const record = await readGroupRecord(tx, group.key);
      await deleteGroupRow(tx, group.key);
      return { result: opened, isChanged: true, before: { ...record, places: opened } };
    },
  );
  const closed = await closeLostAccess(ctx, {
    spaceId,
    reason: `group ${name} deleted`,
    places: places.map(({ channel, thread }) => ({ channel, thread: thread ?? undefined })),
  });
  return { closed, revision };
}

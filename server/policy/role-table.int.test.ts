import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { listPrincipalsWithAccess } from "./access/list-principals-with-access";
import { listReadableChannels } from "./access/list-readable-channels";
import { checkPermissions } from "./check-permissions";
import { setChannelGrants } from "./grants/set-channel-grants";
import { updateChannelAuth } from "./grants/update-channel-auth";
import { addMembers } from "./groups/add-members";
import {
  actionsOfTable,
  type Blocking,
  blockings,
  expectedRights,
  type HolderKind,
  holders,
  rightsText,
  type VisibilityKind,
  visibilities,
} from "./role-table";
import { createScene, type Scene } from "./scene";
import type { BlockEffect, Role } from "./types";

let world: TestWorld;
let scene: Scene;
/** Who stands for a row and a column. */
const ids = new Map<string, string>();

const cellOf = (holder: HolderKind, blocking: Blocking) => `${holder}/${blocking}`;
const idOf = (holder: HolderKind, blocking: Blocking) => ids.get(cellOf(holder, blocking)) ?? "";
const channels: Record<VisibilityKind, string> = {
  public: "open",
  "public with groups": "read-only",
  private: "closed",
};
const groupOf: Partial<Record<Blocking, string>> = { "access of group": "Barred", "posting of group": "Paused" };
const roleOf: Partial<Record<HolderKind, Role>> = { member: "member", moderator: "moderator", owner: "owner" };

beforeAll(async () => {
  world = await createTestWorld();
  scene = await createScene(world);
  const { ctx, spaceId } = scene;
  await scene.groups({ Barred: [], Paused: [], Team: [] });
  await scene.channel({ name: "open", visibility: "public" });
  await scene.channel({ name: "read-only", visibility: "public" });
  await scene.channel({ name: "closed" });
  await setChannelGrants(ctx, { spaceId, channel: "read-only", groups: ["Team"] });
  for (const holder of holders) {
    for (const blocking of blockings) {
      if (holder === "admin" || holder === "operator" || holder === "observer") {
        ids.set(cellOf(holder, blocking), (await scene.person(holder)).id);
      } else {
        const id = `${holder}-${blocking.replaceAll(" ", "-")}`;
        await scene.agents(id);
        ids.set(cellOf(holder, blocking), id);
      }
    }
  }
  for (const channel of Object.values(channels)) {
    const changes = holders.flatMap((holder) =>
      blockings.map((blocking) => ({ holder: { principal: idOf(holder, blocking) }, role: roleOf[holder] ?? null })),
    );
    await updateChannelAuth(ctx, { spaceId, channel, changes });
  }
  for (const [blocking, group] of Object.entries(groupOf)) {
    const principals = holders.map((holder) => idOf(holder, blocking as Blocking));
    await addMembers(ctx, { spaceId, group, principals });
  }
  await insertBlocks();
}, 120_000);
afterAll(() => world.close());

/** Rows as the verbs would write them, but also for those whom nobody may block: they have to be above them all the same. */
async function insertBlocks(): Promise<void> {
  const { db } = world;
  const { spaceId } = scene;
  const principals = new Map((await db.principal.findMany({ where: { spaceId } })).map(({ id, key }) => [id, key]));
  const groups = new Map((await db.group.findMany({ where: { spaceId } })).map(({ name, key }) => [name, key]));
  const ended = new Date(Date.now() - 1_000);
  for (const { key: channelKey } of await db.channel.findMany({ where: { spaceId } })) {
    const made = { channelKey, reason: "test", createdBy: "service:test" };
    const named = (holder: HolderKind, blocking: Blocking, effect: BlockEffect, expiresAt?: Date) => ({
      ...made,
      effect,
      principalKey: principals.get(idOf(holder, blocking)),
      expiresAt,
    });
    await db.block.createMany({
      data: [
        ...holders.map((holder) => named(holder, "access", "access")),
        ...holders.map((holder) => named(holder, "posting", "posting")),
        ...holders.map((holder) => named(holder, "ended", "access", ended)),
        { ...made, effect: "access" as const, groupKey: groups.get("Barred") },
        { ...made, effect: "posting" as const, groupKey: groups.get("Paused") },
      ],
    });
  }
}

test.each(visibilities)("everybody may on a channel that is %s what the table says", async (visibility) => {
  const cells = expectedRights().filter((cell) => cell.visibility === visibility);
  const place = { channel: channels[visibility] };
  const requests = cells.flatMap(({ holder, blocking }) =>
    actionsOfTable.map((action) => ({ principal: idOf(holder, blocking), action, place })),
  );
  const answers = await checkPermissions(scene.ctx, { spaceId: scene.spaceId, requests });
  const found = cells.map((cell, row) => ({
    ...cell,
    rights: rightsText(
      (action) => answers[row * actionsOfTable.length + actionsOfTable.indexOf(action)]?.allowed ?? false,
    ),
  }));
  expect(found).toEqual(cells);
});

test.each(visibilities)("the lists of a channel that is %s agree with the table", async (visibility) => {
  const { ctx, spaceId } = scene;
  const channel = channels[visibility];
  const cells = expectedRights().filter((cell) => cell.visibility === visibility);
  for (const [action, letter] of [
    ["channel.read", "r"],
    ["channel.post", "p"],
  ] as const) {
    const { principals } = await listPrincipalsWithAccess(ctx, { spaceId, channel, action, limit: 200 });
    const expected = cells.filter(({ rights }) => rights.includes(letter));
    expect(principals.map(({ id }) => id).sort()).toEqual(
      expected.map(({ holder, blocking }) => idOf(holder, blocking)).sort(),
    );
  }
  for (const { holder, blocking, rights } of cells) {
    const input = { spaceId, principalId: idOf(holder, blocking), channels: [channel] };
    const [view] = (await listReadableChannels(ctx, input)).channels;
    const can = view && {
      "channel.read": view.canRead,
      "channel.post": view.canPost,
      "thread.create": view.canCreateThread,
      "channel.moderate": view.canModerate,
      "channel.manage": view.canManage,
      "space.admin": false,
    };
    expect([cellOf(holder, blocking), rightsText((action) => can?.[action] ?? false)]).toEqual([
      cellOf(holder, blocking),
      rights,
    ]);
  }
});

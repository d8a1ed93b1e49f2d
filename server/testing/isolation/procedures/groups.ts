import { changeMembers, createGroup, registerAgent } from "@/server/policy";
import type { Console } from "./console";
import { forAdmins, forAdminsOf, inSpace, type Table } from "./rows";

async function addGroup({ stage: { ctx, world } }: Console, spaceId: string): Promise<string> {
  const name = world.unique("group");
  await createGroup(ctx, { spaceId, name });
  return name;
}

async function addMember(console: Console, spaceId: string): Promise<{ group: string; changeId: string | null }> {
  const { ctx, world } = console.stage;
  const group = await addGroup(console, spaceId);
  const id = world.unique("agent");
  await registerAgent(ctx, { spaceId, id });
  const { changeId } = await changeMembers(ctx, { spaceId, group, add: [id] });
  return { group, changeId };
}

const changeOf = async (...at: Parameters<typeof addMember>) => ({ changeId: (await addMember(...at)).changeId });

export const groupProcedures: Table = {
  "groups.names": inSpace("rest OK"),
  "groups.list": forAdmins(),
  "groups.get": forAdminsOf(async (...at) => ({ group: await addGroup(...at) })),
  "groups.members": forAdminsOf(async (...at) => ({ group: await addGroup(...at) })),
  "groups.create": forAdmins(({ stage }) => ({ name: stage.world.unique("made") })),
  "groups.update": forAdminsOf(async (...at) => ({ group: await addGroup(...at), description: "Changed" })),
  "groups.delete": forAdminsOf(async (...at) => ({ name: await addGroup(...at) })),
  "groups.changeMembers": forAdminsOf(async (...at) => ({ group: await addGroup(...at), add: ["nobody"] })),
  "groups.undoChange": forAdminsOf(changeOf),
  "effects.preview": forAdminsOf(async (...at) => ({
    change: { kind: "members", group: await addGroup(...at), add: ["nobody"] },
  })),
};

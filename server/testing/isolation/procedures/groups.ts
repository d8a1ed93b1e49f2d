import { changeMembers, createGroup, registerAgent } from "@/server/policy";
import type { Console } from "./console";
import { forAdmins, inSpace, type Table } from "./rows";

async function addGroup({ stage: { ctx, spaceId, world } }: Console): Promise<string> {
  const name = world.unique("group");
  await createGroup(ctx, { spaceId, name });
  return name;
}

async function addMember(console: Console): Promise<{ group: string; changeId: string | null }> {
  const { ctx, spaceId, world } = console.stage;
  const group = await addGroup(console);
  const id = world.unique("agent");
  await registerAgent(ctx, { spaceId, id });
  const { changeId } = await changeMembers(ctx, { spaceId, group, add: [id] });
  return { group, changeId };
}

export const groupProcedures: Table = {
  "groups.names": inSpace("rest OK"),
  "groups.list": forAdmins(),
  "groups.get": forAdmins(() => ({ group: "owner" })),
  "groups.members": forAdmins(() => ({ group: "owner" })),
  "groups.create": forAdmins(({ stage }) => ({ name: stage.world.unique("made") })),
  "groups.update": forAdmins(async (console) => ({ group: await addGroup(console), description: "Changed" })),
  "groups.delete": forAdmins(async (console) => ({ name: await addGroup(console) })),
  "groups.changeMembers": forAdmins(async (console) => ({ group: (await addMember(console)).group, add: ["nobody"] })),
  "groups.undoChange": forAdmins(async (console) => ({ changeId: (await addMember(console)).changeId })),
};

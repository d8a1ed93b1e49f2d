import { createGroup, ensurePerson } from "@/server/policy";
import type { Console } from "./console";
import { forAdmins, forAdminsOf, type Table } from "./rows";

async function addPerson({ stage: { ctx, world } }: Console, spaceId: string): Promise<{ userId: string }> {
  const email = `${world.unique("person")}@example.org`;
  const { id: userId } = await world.db.user.create({ data: { email, name: "Somebody", passwordHash: "salt:hash" } });
  await ensurePerson(ctx, { spaceId, userId });
  return { userId };
}

async function addAct({ stage: { ctx, world } }: Console, spaceId: string): Promise<{ id: string }> {
  await createGroup(ctx, { spaceId, name: world.unique("audited") });
  const { id } = await world.db.auditLog.findFirstOrThrow({ where: { spaceId } });
  return { id: String(id) };
}

export const administrationProcedures: Table = {
  "people.list": forAdmins(),
  "people.invite": forAdmins(({ stage }) => ({
    email: `${stage.world.unique("invited")}@example.org`,
    name: "Somebody",
    platformRole: "observer",
  })),
  "people.setRole": forAdmins(async (...at) => ({ ...(await addPerson(...at)), platformRole: "observer" })),
  "people.setDisabled": forAdmins(async (...at) => ({ ...(await addPerson(...at)), isDisabled: true })),
  "people.resetPassword": forAdmins(addPerson),
  "people.remove": forAdminsOf(addPerson),
  "audit.list": forAdmins(),
  "audit.get": forAdminsOf(addAct),
  "decisions.list": forAdmins(),
};

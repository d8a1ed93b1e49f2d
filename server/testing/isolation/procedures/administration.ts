import { ensurePerson } from "@/server/policy";
import type { Console } from "./console";
import { forAdmins, type Table } from "./rows";

async function addPerson({ stage: { ctx, spaceId, world } }: Console): Promise<{ userId: string }> {
  const email = `${world.unique("person")}@example.org`;
  const { id: userId } = await world.db.user.create({ data: { email, name: "Somebody", passwordHash: "salt:hash" } });
  await ensurePerson(ctx, { spaceId, userId });
  return { userId };
}

export const administrationProcedures: Table = {
  "people.list": forAdmins(),
  "people.invite": forAdmins(({ stage }) => ({
    email: `${stage.world.unique("invited")}@example.org`,
    name: "Somebody",
    platformRole: "observer",
  })),
  "people.setRole": forAdmins(async (console) => ({ ...(await addPerson(console)), platformRole: "observer" })),
  "people.setDisabled": forAdmins(async (console) => ({ ...(await addPerson(console)), isDisabled: true })),
  "people.resetPassword": forAdmins((console) => addPerson(console)),
  "people.remove": forAdmins((console) => addPerson(console)),
  "audit.list": forAdmins(),
  "audit.get": forAdmins(async ({ stage: { spaceId, world } }) => {
    const { id } = await world.db.auditLog.findFirstOrThrow({ where: { spaceId } });
    return { id: String(id) };
  }),
  "decisions.list": forAdmins(),
};

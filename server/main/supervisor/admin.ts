import type { Db } from "@/server/db";
import { createPassword, hashPassword } from "@/server/kernel";

export const adminEmail = "admin@parley.local";

/**
 * The first admin. Returns the generated password when the user is made, or made anew with `reset`; it is kept nowhere
 * but as a hash.
 */
export async function ensureAdmin(db: Db, reset: boolean): Promise<string | undefined> {
  const existing = await db.user.findUnique({ where: { email: adminEmail } });
  if (existing && !reset) return undefined;
  const password = createPassword();
  const passwordHash = await hashPassword(password);
  await db.user.upsert({
    where: { email: adminEmail },
    create: { email: adminEmail, name: "Admin", platformRole: "admin", passwordHash },
    update: { passwordHash, disabledAt: null },
  });
  return password;
}

import type { Db } from "@/server/db";

export function findUserByEmail(db: Db, email: string) {
  return db.user.findUnique({ where: { email } });
}

export function findUser(db: Db, id: string) {
  return db.user.findUnique({ where: { id } });
}

/** The user with this e-mail, made when there is none. Their role starts at what the schema gives. */
export function ensureUser(db: Db, user: { email: string; name: string }) {
  return db.user.upsert({ where: { email: user.email }, create: user, update: {} });
}

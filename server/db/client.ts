import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { preparedNameOf } from "./sql";

export type Db = PrismaClient;
/** A transaction's client: everything but starting transactions. */
export type Tx = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

/** A client with a pool of its own. The owner calls `$disconnect` when it is done. */
export function createDb(databaseUrl: string, options: { connectionsMax?: number } = {}): Db {
  const adapter = new PrismaPg(
    { connectionString: databaseUrl, max: options.connectionsMax ?? 10 },
    { statementNameGenerator: ({ sql }) => preparedNameOf(sql) ?? "" },
  );
  return new PrismaClient({ adapter });
}

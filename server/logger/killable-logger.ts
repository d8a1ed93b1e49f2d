// A process that runs the logger and nothing else, for the test that kills it: `killable-logger.ts <options as JSON>`.
import { createDb } from "@/server/db";
import { logger } from "@/server/kernel";
import { createSpaceConnections, openBus } from "@/server/nats";
import { startLogger } from "./start";

const { databaseUrl, natsUrl, secret } = JSON.parse(process.argv[2] ?? "{}") as Record<
  "databaseUrl" | "natsUrl" | "secret",
  string
>;
const db = createDb(databaseUrl);
const bus = await openBus({ db, secret, natsUrl, name: "logger", log: logger });
const connections = createSpaceConnections({ db, secret, natsUrl, name: "logger", log: logger });
await startLogger({ db, bus, log: logger, connections });
process.stdout.write("started\n");

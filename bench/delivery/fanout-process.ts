// One Fanout as its own process, with the settings of a service, and nothing else in it.
import { createDb } from "@/server/db";
import { startFanout } from "@/server/fanout";
import { systemClock as clock, logger as log, requireEnv } from "@/server/kernel";
import { createSpaceConnections, openBus } from "@/server/nats";
import { createPermissionCache } from "@/server/policy";

const secret = requireEnv("PARLEY_SECRET");
const natsUrl = requireEnv("NATS_URL");
const name = "fanout";
const db = createDb(requireEnv("DATABASE_URL"));
const bus = await openBus({ db, secret, natsUrl, name, log });
const connections = createSpaceConnections({ db, secret, natsUrl, name, log });
const permissions = createPermissionCache({ db, bus, log, clock });
const fanout = await startFanout({ db, bus, log, clock, connections, permissions });

process.once("message", async () => {
  await fanout.stop();
  await permissions.close();
  await connections.close();
  await bus.close();
  await db.$disconnect();
  process.disconnect();
});
process.send?.("ready");

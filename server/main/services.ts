import { env } from "@/server/kernel";
import { onStop } from "./process-end";
import { parseRoles } from "./roles";
import { startServices } from "./start-services";

// `node dist/services.js --roles operator,fanout,…`: the roles of this process; all of them when none are named.
const services = await startServices(parseRoles(process.argv.slice(2), env));
process.send?.("ready");
onStop(() => services.stop());

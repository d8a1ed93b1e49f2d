import { createServer } from "node:http";
import next from "next";
import { clientAddress, env, readTrustedProxies } from "@/server/kernel";
import { onStop } from "./process-end";
import { staticFiles } from "./static-files";

// The console as a process: `next start` with our way of stopping.
const app = next({ dev: false, dir: process.cwd(), hostname: env.CONSOLE_HOST, port: env.CONSOLE_PORT });
await app.prepare();
const handle = app.getRequestHandler();
const serveStatic = staticFiles(process.cwd());
const isTrusted = readTrustedProxies(env.TRUSTED_PROXIES ?? "");
const server = createServer((request, response) => {
  // From here on the header holds who asks and nothing that they could have written themselves.
  const forwardedFor = [request.headers["x-forwarded-for"]].flat().join(",");
  request.headers["x-forwarded-for"] = clientAddress(request.socket.remoteAddress, forwardedFor, isTrusted);
  serveStatic(request, response, () => void handle(request, response));
});
await new Promise<void>((resolve, reject) => {
  server.once("error", reject);
  server.listen(env.CONSOLE_PORT, env.CONSOLE_HOST, resolve);
});
process.send?.("ready");
onStop(async () => {
  server.close();
  server.closeAllConnections();
  await app.close();
});

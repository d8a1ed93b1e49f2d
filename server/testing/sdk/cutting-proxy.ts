import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

/** A way to a NATS server that can be cut. */
export interface CuttingProxy {
  url: string;
  close(): void;
}

/**
 * Hands everything on, but cuts the first connection when its client sends its second PING: the first ends the handshake,
 * the second asks whether what was sent since has arrived.
 */
export async function startCuttingProxy(natsUrl: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(natsUrl);
  let hasCut = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let pings = 0;
    client.on("data", (chunk: Buffer) => {
      pings += chunk.toString("latin1").split("PING\r\n").length - 1;
      if (hasCut || pings < 2) return upstream.write(chunk);
      hasCut = true;
      client.destroy();
      return upstream.destroy();
    });
    upstream.on("data", (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("close", () => other.destroy()).on("error", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

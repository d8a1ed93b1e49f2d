import { connect, createServer, type Socket } from "node:net";

/** Hands TCP connections on to a server, and cuts them all at once when told. */
export interface TcpProxy {
  port: number;
  /** Ends every connection in the middle of whatever it carries. Returns how many there were. */
  cut(): number;
  /** Whether new connections are turned away. */
  isClosed: boolean;
  close(): Promise<void>;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>();
  const proxy = { isClosed: false };
  const server = createServer((client) => {
    if (proxy.isClosed) return void client.resetAndDestroy();
    const upstream = connect(target);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    for (const socket of pair) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        for (const each of pair) each.destroy();
        pairs.delete(pair);
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const cut = () => {
    const count = pairs.size;
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    return count;
  };
  return Object.assign(proxy, {
    port: address.port,
    cut,
    close: () => {
      cut();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

import type { NatsConnection } from "@nats-io/nats-core";
import { z } from "zod";
import type { ServerConnection } from "./client-event";

/** Answer of `CONNZ` with `auth: true` (docs.nats.io, "Monitoring: Connection Information"). */
const connz = z.object({
  server: z.object({ id: z.string() }),
  data: z.object({
    total: z.number(),
    offset: z.number(),
    connections: z.array(
      z.object({ cid: z.number(), account: z.string().optional(), authorized_user: z.string().optional() }),
    ),
  }),
});
type Connz = z.infer<typeof connz>;

const answersMs = 3_000;
/** The answers carry each connection's JWT, of up to 30 kB. */
const pageConnections = 100;

/**
 * Every client connection of every server that answers. Undefined when none does. Connections that come or go meanwhile
 * may be in it or not.
 */
export async function readSnapshot(system: NatsConnection): Promise<ServerConnection[] | undefined> {
  const answers = await system.requestMany("$SYS.REQ.SERVER.PING.CONNZ", requestOf(0), {
    strategy: "stall",
    maxWait: answersMs,
  });
  const connections: ServerConnection[] = [];
  let servers = 0;
  for await (const answer of answers) {
    const first = connz.parse(answer.json());
    servers += 1;
    connections.push(...connectionsOf(first), ...(await readRest(system, first)));
  }
  return servers === 0 ? undefined : connections;
}

async function readRest(system: NatsConnection, first: Connz): Promise<ServerConnection[]> {
  const connections: ServerConnection[] = [];
  for (let page = first; page.data.offset + pageConnections < page.data.total; ) {
    const offset = page.data.offset + pageConnections;
    const subject = `$SYS.REQ.SERVER.${first.server.id}.CONNZ`;
    page = connz.parse((await system.request(subject, requestOf(offset), { timeout: answersMs })).json());
    connections.push(...connectionsOf(page));
  }
  return connections;
}

function requestOf(offset: number): string {
  return JSON.stringify({ auth: true, sort: "cid", offset, limit: pageConnections });
}

function connectionsOf({ server, data }: Connz): ServerConnection[] {
  return data.connections.flatMap(({ cid, account, authorized_user: publicKey }) =>
    account && publicKey ? [{ id: `${server.id}/${cid}`, account, publicKey }] : [],
  );
}

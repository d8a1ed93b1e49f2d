// How fast Fanout is beside plain NATS, in the same run on the same servers. Node options behind the command
// (`npm run bench:delivery -- --cpu-prof`) go to the Fanout process.
import { jetstreamManager } from "@nats-io/jetstream";
import { channelsStream, inboxPrefix, ingressSubject, liveSubject, storedSubject } from "@/sdk/protocol";
import { addAgent, addChannel } from "@/server/testing/rows";
import { print, printTable } from "../print";
import { median, quantile, rounded } from "../statistics";
import { type BenchWorld, startBenchWorld } from "../world";
import { agentName, type Clients, connectClients } from "./clients";
import { measureLatency } from "./latency";
import { startFanoutProcess } from "./start-fanout";
import { measureFanout, measurePlainPublish } from "./throughput";

const fanoutPlace = { channel: "bench" };
const plainPlace = { channel: "plain" };
const ingress = ingressSubject(agentName, fanoutPlace);
const payload = new TextEncoder().encode(JSON.stringify({ text: "x".repeat(200) }));

// What a plain client is usually given, and enough to keep every stage of the way through Fanout busy.
const throughput = { rounds: 11, messages: 16_000, plainInFlight: 500, fanoutInFlight: 2_000 };
const latency = { rounds: 5, messages: 300, ratePerSecond: 200 };

async function measureThroughput({ agent, service }: Clients): Promise<{ plain: number[]; fanout: number[] }> {
  const load = { payload, messages: throughput.messages };
  const plain: number[] = [];
  const fanout: number[] = [];
  // The first round warms up both sides and does not count.
  for (let round = 0; round <= throughput.rounds; round++) {
    const plainRate = await measurePlainPublish(service, {
      ...load,
      subject: storedSubject(plainPlace),
      inFlight: throughput.plainInFlight,
    });
    const fanoutRate = await measureFanout(agent, `${inboxPrefix(agentName)}.round${round}`, {
      ...load,
      subject: ingress,
      inFlight: throughput.fanoutInFlight,
    });
    if (round === 0) continue;
    plain.push(plainRate);
    fanout.push(fanoutRate);
    print(`  round ${round}: plain ${whole(plainRate)}/s, Fanout ${whole(fanoutRate)}/s`);
  }
  return { plain, fanout };
}

async function measureLatencies({ agent, service, reader }: Clients): Promise<{ raw: number[][]; fanout: number[][] }> {
  const path = { reader, body: payload, messages: latency.messages, ratePerSecond: latency.ratePerSecond };
  const raw: number[][] = [];
  const fanout: number[][] = [];
  for (let round = 0; round <= latency.rounds; round++) {
    const live = liveSubject(plainPlace);
    const rawRound = await measureLatency({ ...path, sender: service, from: live, to: live });
    const fanoutRound = await measureLatency({ ...path, sender: agent, from: ingress, to: liveSubject(fanoutPlace) });
    if (round === 0) continue;
    raw.push(rawRound);
    fanout.push(fanoutRound);
  }
  return { raw, fanout };
}

/** Throws unless the stream holds exactly what was published to the two subjects. */
async function checkStored(world: BenchWorld, expected: number): Promise<void> {
  const manager = await jetstreamManager(await world.connections.get(world.spaceId));
  const { state } = await manager.streams.info(channelsStream);
  if (state.messages !== expected) throw new Error(`the stream holds ${state.messages} messages, not ${expected}`);
}

async function run(world: BenchWorld): Promise<void> {
  await addAgent(world.db, world.spaceId, agentName);
  const names = [fanoutPlace.channel, plainPlace.channel];
  for (const name of names) {
    await addChannel(world.db, world.spaceId, { name, members: [agentName], retentionMs: 604_800_000n });
  }
  const stopFanout = await startFanoutProcess(world);
  try {
    const clients = await connectClients(world, names);
    const { plainInFlight, fanoutInFlight } = throughput;
    print(`Throughput: ${throughput.rounds} rounds of ${throughput.messages} messages`);
    print(`  in flight: plain js.publish ${plainInFlight}, Fanout ${fanoutInFlight}`);
    const rates = await measureThroughput(clients);
    print(`Latency: ${latency.rounds} rounds of ${latency.messages} messages, ${latency.ratePerSecond} a second`);
    const delays = await measureLatencies(clients);
    const rounds = throughput.rounds + 1;
    await checkStored(world, 2 * rounds * throughput.messages + (latency.rounds + 1) * latency.messages);
    report(rates, delays);
    await Promise.all([clients.agent.close(), clients.reader.close(), clients.service.close()]);
  } finally {
    await stopFanout();
  }
}

function report(rates: { plain: number[]; fanout: number[] }, delays: { raw: number[][]; fanout: number[][] }): void {
  const across = (rounds: number[][], share: number) => median(rounds.map((round) => quantile(round, share)));
  const publishRatio = median(rates.fanout.map((rate, round) => rate / (rates.plain[round] ?? Number.NaN)));
  const [raw50, raw99] = [across(delays.raw, 0.5), across(delays.raw, 0.99)];
  const [fanout50, fanout99] = [across(delays.fanout, 0.5), across(delays.fanout, 0.99)];
  const ratio50 = median(delays.fanout.map((round, n) => quantile(round, 0.5) / quantile(delays.raw[n] ?? [], 0.5)));
  print();
  printTable([
    ["medians of the rounds", "plain NATS", "Fanout", "ratio"],
    ["messages stored a second", whole(median(rates.plain)), whole(median(rates.fanout)), publishRatio.toFixed(2)],
    ["to a WebSocket reader, p50 ms", raw50.toFixed(3), fanout50.toFixed(3), ratio50.toFixed(2)],
    ["to a WebSocket reader, p99 ms", raw99.toFixed(3), fanout99.toFixed(3), (fanout99 / raw99).toFixed(2)],
  ]);
  print();
  print(
    JSON.stringify({
      bench: "delivery",
      publish_ratio: rounded(publishRatio, 2),
      latency_p50_ratio: rounded(ratio50, 2),
      latency_p50_ms: rounded(fanout50, 3),
      latency_p99_ms: rounded(fanout99, 3),
    }),
  );
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

const world = await startBenchWorld();
process.once("SIGINT", () => void world.close().then(() => process.exit(130)));
process.once("SIGTERM", () => void world.close().then(() => process.exit(143)));
try {
  await run(world);
} finally {
  await world.close();
}

import { randomUUID } from "node:crypto";
import type { DeliveredMessage, Envelope, Place } from "@/sdk";
import type { AgentWorld } from "../agent";
import { Answerer, isQuestion } from "../answers";
import { anomalyType } from "../detector/agent";
import type { Anomaly } from "../detector/watch";
import { anomalyChannel, channelOf, type Reading, readingOf, type Sensor } from "../readings";
import { wait } from "../wait";
import { Work } from "../work";
import { analyse, type Finding } from "./findings";

const readingsKept = 40;
const threadsFollowed = 10;
const settleS = 10;

/** Opens a thread for each anomaly, computes what it is, and answers questions about it there. */
export async function analystProgram(world: AgentWorld): Promise<void> {
  const readings = new Map<Sensor, Reading[]>([
    ["temperature", []],
    ["vibration", []],
  ]);
  const answerer = new Answerer(world);
  const work = new Work(world);
  const findings: { place: Place; finding: Finding }[] = [];
  const keep = (message: DeliveredMessage) => {
    const reading = readingOf(message);
    const kept = reading && readings.get(reading.sensor);
    if (!reading || !kept) return;
    kept.push(reading);
    if (kept.length > readingsKept) kept.shift();
  };
  for (const channel of Object.values(channelOf)) {
    for (const message of await world.recent({ channel }, readingsKept)) keep(message);
    world.follow({ channel }, keep);
  }
  const answerAbout = async (message: DeliveredMessage, isHost: boolean, known: Finding | undefined) => {
    if (!isQuestion(message, world.id, isHost)) return;
    const finding = known ?? findings.at(-1)?.finding;
    const text = finding ? `${finding.verdict}\n\n${finding.details}` : "No anomaly so far; I am waiting for one.";
    await answerer.answer(message, text);
  };

  world.follow({ channel: anomalyChannel }, async (message) => {
    const anomaly = anomalyOf(message.envelope);
    if (!anomaly) return answerAbout(message, false, undefined);
    const kept = () => readings.get(anomaly.sensor) ?? [];
    void work
      .do(() => investigate(world, message.envelope, anomaly, kept))
      .then((done) => {
        if (!done) return;
        findings.push(done);
        if (findings.length > threadsFollowed) findings.shift();
        world.follow(done.place, (asked) => answerAbout(asked, true, done.finding));
      });
  });
}

/** The whole of one investigation, each step caused by the one before. */
async function investigate(
  world: AgentWorld,
  { id, correlationId }: Envelope,
  anomaly: Anomaly,
  readings: () => Reading[],
): Promise<{ place: Place; finding: Finding } | undefined> {
  const story = { correlationId: correlationId ?? id };
  const place = await openThread(world, anomaly);
  if (!place) return undefined;
  const opening = await world.say(place, {
    ...story,
    causationId: id,
    text: `Looking into it: ${anomaly.sensor} at ${anomaly.at}, ${anomaly.value.toFixed(2)} ${anomaly.unit}. Waiting for the next readings.`,
  });
  await wait((settleS * 1_000) / world.pace, world.signal);
  const finding = analyse(anomaly, readings());
  if (!finding || world.signal.aborted) return undefined;
  const call = await world.say(place, {
    ...story,
    type: "tool.call",
    causationId: opening?.id ?? id,
    payload: { text: `${finding.tool}(…)`, data: { tool: finding.tool, arguments: finding.arguments } },
  });
  const result = await world.say(place, {
    ...story,
    type: "tool.result",
    causationId: call?.id ?? id,
    payload: { data: { tool: finding.tool, callId: call?.id, result: finding.result } },
  });
  const about = { ...story, causationId: result?.id ?? id };
  const conclusion = await world.write(place, about, `${finding.details}\n\n**${finding.verdict}**`);
  await world.say(
    { channel: anomalyChannel },
    { ...story, causationId: conclusion?.id ?? id, text: finding.verdict, destination: ["detector"] },
  );
  return { place, finding };
}

async function openThread(world: AgentWorld, { sensor, at }: Anomaly): Promise<Place | undefined> {
  const time = at.slice(11, 19);
  const name = `${sensor}-${time.replaceAll(":", "")}-${randomUUID().slice(0, 4)}`;
  try {
    return await world.access.createThread(anomalyChannel, { name, topic: `${sensor} anomaly at ${time}` });
  } catch (error) {
    world.log("thread not opened", { reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function anomalyOf({ type, source, payload }: Envelope): Anomaly | undefined {
  return type === anomalyType && source === "detector" ? (payload.data as Anomaly) : undefined;
}

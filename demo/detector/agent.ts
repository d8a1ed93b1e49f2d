import type { DeliveredMessage } from "@/sdk";
import type { AgentWorld } from "../agent";
import { Answerer, isQuestion } from "../answers";
import { anomalyChannel, channelOf, readingOf, type Sensor } from "../readings";
import { type Anomaly, SensorWatch } from "./watch";

export const anomalyType = "sensor.anomaly";
const primeReadings = 40;
const sensors: Sensor[] = ["temperature", "vibration"];

/** Judges every reading and reports what does not fit. */
export async function detectorProgram(world: AgentWorld): Promise<void> {
  const watches = new Map(sensors.map((sensor) => [sensor, new SensorWatch(sensor)]));
  const answerer = new Answerer(world);
  await Promise.all(
    sensors.map(async (sensor) => {
      for (const message of await world.recent({ channel: channelOf[sensor] }, primeReadings)) {
        const reading = readingOf(message);
        if (reading) watches.get(sensor)?.take(reading);
      }
    }),
  );
  const status = () => statusOf([...watches.values()]);
  const onMessage = async (message: DeliveredMessage) => {
    if (isQuestion(message, world.id, true)) return answerer.answer(message, status());
    const reading = message.envelope.source === "signal" ? readingOf(message) : undefined;
    const anomaly = reading && watches.get(reading.sensor)?.take(reading);
    if (anomaly) await report(world, message, anomaly);
  };
  for (const channel of [...Object.values(channelOf), anomalyChannel]) world.follow({ channel }, onMessage);
}

async function report(world: AgentWorld, reading: DeliveredMessage, anomaly: Anomaly): Promise<void> {
  const { sensor, unit, value, expected, z } = anomaly;
  const figures = `${value.toFixed(2)} ${unit} where ${expected.toFixed(2)} ${unit} was expected`;
  await world.say(
    { channel: anomalyChannel },
    {
      type: anomalyType,
      priority: Math.abs(z) > 12 ? 8 : 6,
      payload: { text: `**Anomaly in ${sensor}**: ${figures} (z = ${z.toFixed(1)}).`, data: anomaly },
      destination: ["analyst"],
      mentions: ["analyst"],
      correlationId: reading.envelope.id,
      causationId: reading.envelope.id,
    },
  );
}

/** The state of every watched sensor, as a table. */
export function statusOf(watches: readonly SensorWatch[]): string {
  const rows = watches.map(({ sensor, last, episodes, isInEpisode }) => {
    if (!last) return `| ${sensor} | – | – | – | ${episodes} | learning |`;
    const figures = `${last.value.toFixed(2)} | ${last.expected.toFixed(2)} ± ${last.standardDeviation.toFixed(2)} | ${last.z.toFixed(1)}`;
    return `| ${sensor} | ${figures} | ${episodes} | ${isInEpisode ? "**anomaly**" : "normal"} |`;
  });
  return `Status:\n\n| sensor | now | expected | z | anomalies | state |\n|---|---|---|---|---|---|\n${rows.join("\n")}`;
}

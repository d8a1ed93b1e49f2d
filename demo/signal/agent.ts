import type { AgentWorld } from "../agent";
import { Answerer, isQuestion } from "../answers";
import { channelOf, type Reading, readingDraft } from "../readings";
import { rootMeanSquare, summarise } from "../statistics";
import { wait } from "../wait";
import { Pump } from "./pump";

const temperatureEveryS = 5;
const vibrationEveryS = 6;

/** Measures the pump and publishes its readings for ever. */
export function signalProgram(world: AgentWorld): void {
  const pump = new Pump(Math.random);
  const startedAtMs = Date.now();
  const nowS = () => ((Date.now() - startedAtMs) / 1_000) * world.pace;
  const answerer = new Answerer(world);
  const last: Partial<Record<Reading["sensor"], Reading>> = {};

  const measure = async (everyS: number, read: (atS: number, startedAt: Date) => Reading): Promise<void> => {
    for (let atS = 0; !world.signal.aborted; atS += everyS) {
      await wait(((atS + everyS - nowS()) * 1_000) / world.pace, world.signal);
      if (world.signal.aborted) return;
      const reading = read(atS, new Date(startedAtMs + atS * 1_000));
      last[reading.sensor] = reading;
      void world.say({ channel: channelOf[reading.sensor] }, readingDraft(reading, lineOf(reading)));
    }
  };
  void measure(temperatureEveryS, (atS, startedAt) => pump.temperature(atS, temperatureEveryS, startedAt));
  void measure(vibrationEveryS, (atS, startedAt) => pump.vibration(atS, startedAt));

  for (const channel of Object.values(channelOf)) {
    world.follow({ channel }, async (message) => {
      if (!isQuestion(message, world.id, false)) return;
      const lines = Object.values(last).map((reading) => `- ${lineOf(reading)}`);
      await answerer.answer(
        message,
        lines.length > 0 ? `Last readings:\n${lines.join("\n")}` : "Nothing measured yet.",
      );
    });
  }
}

function lineOf(reading: Reading): string {
  if (reading.sensor === "vibration") {
    return `Vibration ${rootMeanSquare(reading.values).toFixed(2)} ${reading.unit} effective (${reading.values.length} samples)`;
  }
  const { mean, min, max } = summarise(reading.values);
  return `Temperature ${mean.toFixed(2)} ${reading.unit} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

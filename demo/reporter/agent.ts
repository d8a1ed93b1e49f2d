import type { DeliveredMessage } from "@/sdk";
import type { AgentWorld } from "../agent";
import { Answerer, isQuestion } from "../answers";
import { anomalyType } from "../detector/agent";
import type { Anomaly } from "../detector/watch";
import { anomalyChannel, channelOf, readingOf, reportChannel } from "../readings";
import { wait } from "../wait";
import { Work } from "../work";
import { Period } from "./period";

const firstReportS = 60;
const periodS = 300;

/** Sums up every five minutes, the first time after one. */
export function reporterProgram(world: AgentWorld): void {
  let period = new Period(new Date());
  const answerer = new Answerer(world);
  const work = new Work(world);
  const onReading = (message: DeliveredMessage) => {
    const reading = readingOf(message);
    if (reading) period.add(reading);
  };
  for (const channel of Object.values(channelOf)) {
    world.follow({ channel }, async (message) => {
      onReading(message);
      if (isQuestion(message, world.id, false))
        await answerer.answer(message, `So far in this period:\n\n${period.table()}`);
    });
  }
  world.follow({ channel: anomalyChannel }, async ({ envelope }) => {
    if (envelope.type === anomalyType) period.addAnomaly((envelope.payload.data as Anomaly).sensor);
  });
  world.follow({ channel: reportChannel }, async (message) => {
    if (isQuestion(message, world.id, true))
      await answerer.answer(message, `So far in this period:\n\n${period.table()}`);
  });
  void reportForEver(world, work, () => {
    const done = period;
    period = new Period(new Date());
    return done;
  });
}

async function reportForEver(world: AgentWorld, work: Work, nextPeriod: () => Period): Promise<void> {
  for (let afterS = firstReportS; ; afterS = periodS) {
    await wait((afterS * 1_000) / world.pace, world.signal);
    if (world.signal.aborted) return;
    const period = nextPeriod();
    const span = `${period.startedAt.toISOString().slice(11, 19)} to ${new Date().toISOString().slice(11, 19)} UTC`;
    const payload = { text: `### Pump 1, ${span}\n\n${period.table()}`, data: period.figures() };
    await work.do(() => world.say({ channel: reportChannel }, { payload }));
  }
}

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Presets, SingleBar } from "cli-progress";
import { z } from "zod";
import { parseConversations, principalIdOf, replay, speakersOf } from "@/sdk/replay";
import { env } from "@/server/kernel";
import type { PreparedReplay } from "./replay-agents";

const usage = `Usage: npm run replay -- FILE.jsonl --space S --channel C [--speed N] [--gateway URL --keys FILE]

  FILE.jsonl  a conversation a line: { conversation, question, messages: [{ step, from, to, kind, content }] }
  --speed     messages a second; as fast as verdicts come when absent
  --gateway, --keys
              an installation elsewhere and a file { space, agents: { "<id>": "<api key>" } } with a key for each
              speaker; without them the installation of this folder, where missing agents are registered`;

const KeysFile = z.object({ agents: z.record(z.string(), z.string()) });

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      space: { type: "string" },
      channel: { type: "string" },
      speed: { type: "string" },
      gateway: { type: "string" },
      keys: { type: "string" },
    },
  });
  const [file] = positionals;
  const { space, channel, gateway, keys } = values;
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (!file || !space || !channel || !(speed === undefined || speed > 0)) throw new Error(usage);
  if ((gateway === undefined) !== (keys === undefined))
    throw new Error(`--gateway and --keys belong together.\n\n${usage}`);

  const conversations = parseConversations(await readFile(file, "utf8"));
  const speakers = speakersOf(conversations);
  const prepared =
    gateway && keys
      ? { gatewayUrl: gateway, agents: await agentsOf(keys, speakers) }
      : await prepareHere(space, channel, speakers);
  const total = conversations.reduce((sum, { messages }) => sum + messages.length, 0);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

  write(`${total} messages of ${speakers.length} speakers in ${conversations.length} conversations, to #${channel}\n`);
  const bar = new SingleBar(
    { format: "  {bar} {percentage}%  {value}/{total}  {eta_formatted} left", hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  const startedAt = Date.now();
  const onProgress = (done: number) => bar.update(done);
  const tally = await replay({
    ...prepared,
    conversations,
    space,
    channel,
    speed,
    onProgress,
    signal: stop.signal,
  }).finally(() => bar.stop());
  const seconds = (Date.now() - startedAt) / 1_000;
  write(
    `${tally.done} of ${total} messages in ${seconds.toFixed(1)} s, ${Math.round(tally.done / seconds)} a second\n`,
  );
  write(`${tally.lines().join("\n")}\n`);
  return tally.isClean && tally.done === total ? 0 : 1;
}

async function prepareHere(space: string, channel: string, speakers: string[]): Promise<PreparedReplay> {
  const { prepareReplay } = await import("./replay-agents");
  return prepareReplay({ home: env.PARLEY_HOME, space, channel, speakers });
}

async function agentsOf(keysFile: string, speakers: string[]): Promise<PreparedReplay["agents"]> {
  const { agents } = KeysFile.parse(JSON.parse(await readFile(keysFile, "utf8")));
  const missing = speakers.filter((speaker) => agents[principalIdOf(speaker)] === undefined);
  if (missing.length > 0) throw new Error(`${keysFile} has no key for ${missing.join(", ")}.`);
  return new Map(
    speakers.map((speaker) => [speaker, { id: principalIdOf(speaker), apiKey: agents[principalIdOf(speaker)] ?? "" }]),
  );
}

function write(text: string): void {
  process.stdout.write(text);
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });

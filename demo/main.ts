import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Program, runAgent } from "./agent";
import { analystProgram } from "./analyst/agent";
import { castAgents } from "./cast";
import { detectorProgram } from "./detector/agent";
import { reporterProgram } from "./reporter/agent";
import { signalProgram } from "./signal/agent";

const usage = 'demo --gateway URL --keys FILE [--pace N]\nFILE: { "space": …, "agents": { "<id>": "<api key>" } }\n';

const programs: Record<string, Program> = {
  signal: signalProgram,
  detector: detectorProgram,
  analyst: analystProgram,
  reporter: reporterProgram,
};

interface Keys {
  space: string;
  agents: Record<string, string>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { gateway: { type: "string" }, keys: { type: "string" }, pace: { type: "string", default: "1" } },
  });
  const { gateway: gatewayUrl, keys: keysFile } = values;
  const pace = Number(values.pace);
  if (!gatewayUrl || !keysFile || !(pace > 0)) throw new Error(`Usage: ${usage}`);

  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  // Started by a supervisor: it hears that we run, and we end with it.
  process.once("disconnect", () => stop.abort());
  process.send?.("ready");
  await Promise.all(
    castAgents.map(({ id }) =>
      runAgent({
        id,
        gatewayUrl,
        pace,
        program: programs[id] ?? (() => {}),
        signal: stop.signal,
        log: (message, fields) => writeLog(id, message, fields),
        readKey: () => readKey(keysFile, id),
      }),
    ),
  );
}

async function readKey(file: string, id: string): Promise<{ space: string; apiKey: string }> {
  const { space, agents } = JSON.parse(await readFile(file, "utf8")) as Keys;
  const apiKey = agents[id];
  if (apiKey === undefined) throw new Error(`${file} has no key for ${id}.`);
  return { space, apiKey };
}

function writeLog(agent: string, message: string, fields: Record<string, unknown> = {}): void {
  process.stderr.write(
    `${JSON.stringify({ time: new Date().toISOString(), service: "demo", agent, msg: message, ...fields })}\n`,
  );
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  // An open channel to the supervisor would keep the process alive.
  .finally(() => process.connected && process.disconnect());

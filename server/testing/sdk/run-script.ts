import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

export interface RunningScript {
  /** Everything it wrote, both streams. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; output: string }>;
}

/** Runs one of the project's TypeScript entry points as a process of its own. */
export function runScript(path: string, args: string[], env: Record<string, string> = {}): RunningScript {
  const child = spawn(process.execPath, ["--import", "tsx", path, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(`${chunk}`));
  return {
    output: () => chunks.join(""),
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => {
      child.on("close", (code) => resolve({ code, output: chunks.join("") }));
    }),
  };
}

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";
import type { Home } from "./home";

const run = promisify(execFile);
const fileName = "processes.json";
const waitMs = 100;
const graceMs = 15_000;

export interface NotedProcess {
  name: string;
  pid: number | undefined;
}

/** Notes what runs, for people who look, and for the next start if we are killed without a chance to stop it. */
export function noteProcesses(home: Home, processes: NotedProcess[]): void {
  const noted = processes.map(({ name, pid }) => ({ name, pid }));
  writeFileSync(home.path(fileName), `${JSON.stringify(noted, null, 2)}\n`, { mode: 0o600 });
}

export async function forgetProcesses(home: Home): Promise<void> {
  await rm(home.path(fileName), { force: true });
}

/** Ends the servers of an earlier start that was killed. Only processes whose command line names this folder are touched. */
export async function endLeftovers(home: Home): Promise<number> {
  const text = await readFile(home.path(fileName), "utf8").catch(() => "[]");
  let ended = 0;
  for (const pid of pidsOf(text)) {
    if (!(await commandLine(pid)).includes(home.folder)) continue;
    ended += 1;
    process.kill(pid, "SIGINT");
    for (let waited = 0; isAlive(pid) && waited < graceMs; waited += waitMs) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    if (isAlive(pid)) process.kill(pid, "SIGKILL");
  }
  await forgetProcesses(home);
  return ended;
}

function pidsOf(text: string): number[] {
  try {
    const value = JSON.parse(text) as NotedProcess[];
    return value.map(({ pid }) => pid).filter((pid): pid is number => Number.isInteger(pid) && Number(pid) > 1);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function commandLine(pid: number): Promise<string> {
  return run("ps", ["-o", "command=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

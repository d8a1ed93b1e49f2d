// Finds a Chromium for the browser tests, or installs one: the system's, Playwright's own, Debian's package.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { root, run, step } from "../main/prepare.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function onPath() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) if (folder && existsSync(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

async function isDebianRoot() {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return process.getuid?.() === 0 && /^ID=debian$/m.test(release);
}

async function installFromDebian() {
  await run("apt-get", ["update", "-qq"]);
  await run(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core", "fonts-noto-color-emoji"],
    {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    },
  );
}

/** The path of a Chromium. Throws one sentence when there is none and none can be installed. */
export async function ensureChromium() {
  const configured = process.env.PARLEY_CHROMIUM;
  if (configured) return configured;
  const found = onPath() ?? (await playwrightsOwn());
  if (found) return found;
  const installers = [
    () => run(process.execPath, [join(root, "node_modules/@playwright/test/cli.js"), "install", "chromium"]),
  ];
  if (await isDebianRoot()) installers.unshift(installFromDebian);
  const failures = [];
  for (const install of installers) {
    try {
      await step("Installing a Chromium for the browser tests", install);
      const installed = onPath() ?? (await playwrightsOwn());
      if (installed) return installed;
    } catch (error) {
      failures.push(error.message.split("\n").slice(0, 3).join(" "));
    }
  }
  throw new Error(
    `No Chromium could be installed (${failures.join("; ")}). Install one, or set PARLEY_CHROMIUM to its path.`,
  );
}

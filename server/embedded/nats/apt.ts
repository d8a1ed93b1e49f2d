import { execFile } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const distributionSuites: Record<string, string> = { debian: "sid", ubuntu: "devel" };
const component: Record<string, string> = { debian: "main", ubuntu: "universe" };

/**
 * Fetches the distribution's newest nats-server package through its own mirror, with apt's signature check, into a
 * private folder: no root, nothing installed, the system's own lists untouched. Returns the server's path.
 */
export async function installFromApt(folder: string): Promise<string> {
  const { stdout } = await run("apt-get", ["indextargets", "--format", "$(SITE) $(ORIGIN)", "Created-By: Packages"]);
  const targets = stdout
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  const [site, origin = ""] =
    targets.find(
      ([address = "", name = ""]) => name.toLowerCase() in distributionSuites && !address.includes("security"),
    ) ?? [];
  const suite = distributionSuites[origin.toLowerCase()];
  if (!site || !suite) throw new Error("apt knows no Debian or Ubuntu mirror");
  await Promise.all(
    ["lists/partial", "cache/archives/partial"].map((name) => mkdir(join(folder, name), { recursive: true })),
  );
  const sources = join(folder, "sources.list");
  await writeFile(sources, `deb ${site} ${suite} ${component[origin.toLowerCase()]}\n`);
  const settings = [
    `Dir::Etc::SourceList=${sources}`,
    "Dir::Etc::SourceParts=/dev/null",
    `Dir::State::Lists=${join(folder, "lists")}`,
    `Dir::Cache=${join(folder, "cache")}`,
    "APT::Sandbox::User=",
  ].flatMap((setting) => ["-o", setting]);
  await run("apt-get", [...settings, "update"], { cwd: folder });
  await run("apt-get", [...settings, "download", "nats-server"], { cwd: folder });
  const archive = (await readdir(folder)).find((name) => name.endsWith(".deb"));
  if (!archive) throw new Error("apt downloaded nothing");
  await run("dpkg", ["-x", archive, "unpacked"], { cwd: folder });
  for (const path of ["usr/sbin/nats-server", "usr/bin/nats-server"]) {
    const binary = join(folder, "unpacked", path);
    if (
      await run(binary, ["--version"]).then(
        () => true,
        () => false,
      )
    )
      return binary;
  }
  throw new Error("the package holds no server that runs here");
}

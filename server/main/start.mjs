// `npm start`: installs, builds, then hands over to the supervisor in this same process, so that signals reach it directly.
import { prepare, root, step } from "./prepare.mjs";

process.chdir(root);
try {
  process.stdout.write("\nParley\n");
  await prepare();
  const { buildIfStale } = await import("./build.mjs");
  await buildIfStale(step);
  await import("../../dist/supervisor.js");
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

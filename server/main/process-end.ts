import { logger } from "@/server/kernel";

const stopGraceMs = 10_000;

/**
 * Calls `stop` once, on SIGTERM, SIGINT or when the supervisor that started this process is gone, then exits. A stop
 * that hangs is cut off, so that nothing is left behind.
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (why: string) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopGraceMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error, why }, "stopping failed");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => end(signal));
  process.on("disconnect", () => end("the supervisor is gone"));
}

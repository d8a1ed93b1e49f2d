import { isPortFree } from "@/server/embedded";
import { AppError, type Env } from "@/server/kernel";

type PortName = "CONSOLE_PORT" | "GATEWAY_PORT" | "NATS_PORT" | "NATS_WS_PORT" | "POSTGRES_PORT" | "KUBERNETES_PORT";

/** Throws one sentence for the first port that somebody else listens on. */
export async function checkPorts(env: Env, names: PortName[]): Promise<void> {
  for (const name of names) {
    const host = name === "CONSOLE_PORT" ? env.CONSOLE_HOST : name === "GATEWAY_PORT" ? env.GATEWAY_HOST : "127.0.0.1";
    if (await isPortFree(env[name], host)) continue;
    throw new AppError(
      "CONFLICT",
      `Port ${env[name]} is taken by another program. Stop that one, or set ${name} to a free port.`,
    );
  }
}

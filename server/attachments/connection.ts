import type { NatsConnection } from "@nats-io/nats-core";
import { AppError } from "@/server/kernel";
import type { AttachmentContext } from "./context";

const patienceMs = 5_000;

/** The space's connection. Throws UNAVAILABLE when there is none within some seconds. */
export async function connectionOf(
  { connections }: Pick<AttachmentContext, "connections">,
  spaceId: string,
): Promise<NatsConnection> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const message = "The file store cannot be reached right now. Try again in a moment.";
      reject(new AppError("UNAVAILABLE", message, { reason: "file_store" }));
    }, patienceMs);
  });
  try {
    return await Promise.race([connections.get(spaceId), late]);
  } finally {
    clearTimeout(timer);
  }
}

import { attachmentLimitsOf, storeAttachment } from "@/server/attachments";
import { env } from "@/server/kernel";
import { registerAgent } from "@/server/policy";
import type { Stage } from "./stage";

const made = new WeakMap<Stage["world"], Promise<string>>();

/** The id of a file that a message of the private channel names; it holds the secret. */
export function fileOf(stage: Stage): Promise<string> {
  const known = made.get(stage.world) ?? store(stage);
  made.set(stage.world, known);
  return known;
}

async function store(stage: Stage): Promise<string> {
  const { ctx, world, spaceId, closed: channel, secret } = stage;
  const principal = world.unique("uploader");
  await registerAgent(ctx, { spaceId, id: principal });
  await stage.give(principal, "member");
  const { id } = await storeAttachment(
    { ...ctx, connections: world.connections, attachmentLimits: attachmentLimitsOf(env) },
    { spaceId, principal, place: { channel }, name: "secret.txt", content: bytesOf(secret) },
  );
  await world.db.attachment.update({ where: { id }, data: { namedAt: new Date() } });
  return id;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

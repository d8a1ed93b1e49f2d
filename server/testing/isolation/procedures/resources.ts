import type { Console } from "./console";

/** A further channel with its resource, as whoever made it left it. */
export async function addChannelResource({ stage, cluster }: Console): Promise<{ name: string; generation: number }> {
  const name = await stage.channel();
  const { metadata } = await cluster.kube.channels.create({ metadata: { namespace: stage.spaceId, name }, spec: {} });
  return { name, generation: metadata.generation ?? 0 };
}

/** A further thread of the private channel, with its resource. It has the channel's readers. */
export async function addThreadResource({ stage, cluster }: Console): Promise<{ channel: string; name: string }> {
  const { closed: channel, spaceId: namespace } = stage;
  const name = stage.world.unique("thread");
  const spec = { channel, topic: `About ${stage.secret}` };
  await cluster.kube.threads.create({ metadata: { namespace, name }, spec });
  return { channel, name };
}

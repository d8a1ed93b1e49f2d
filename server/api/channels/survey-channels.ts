import type { ServiceContext } from "@/server/db";
import type { Kubernetes } from "@/server/kubernetes";
import { type ChannelSummary, listAllChannels } from "@/server/policy";
import { conditionsOf } from "../resources/resource-detail";
import type { ChannelOverview, ChannelOverviewPage } from "../views";

interface SurveyWorld extends ServiceContext {
  kubernetes: Kubernetes;
}

/** A page of all channels of the space with what their resources say and what the operator says of them. For admins. */
export async function surveyChannels(
  world: SurveyWorld,
  input: Parameters<typeof listAllChannels>[1],
): Promise<ChannelOverviewPage> {
  const { channels, next } = await listAllChannels(world, input);
  const overviews = channels.map((channel) => overviewOf(world, input.spaceId, channel));
  return { channels: await Promise.all(overviews), nextAfter: next ?? null };
}

async function overviewOf(world: SurveyWorld, spaceId: string, channel: ChannelSummary): Promise<ChannelOverview> {
  const isGone = channel.state === "Archived";
  const resource = isGone
    ? undefined
    : await world.kubernetes.channels.find({ namespace: spaceId, name: channel.name });
  return {
    ...channel,
    authorizedGroups: resource?.spec.authorizedGroups ?? [],
    ready: conditionsOf(resource?.status).find(({ type }) => type === "Ready") ?? null,
  };
}

import { redirect } from "next/navigation";
import { SpaceWelcome } from "@/components/shell";
import { orNotFound, pageApi, requireSignIn } from "../../page-api";

export default async function SpacePage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  await requireSignIn();
  const { api, queries } = await pageApi();
  const list = await orNotFound(queries.fetchQuery(api.channels.list.queryOptions({ spaceId: space })));
  const first = list.channels.find((channel) => channel.canRead && channel.state !== "Archived");
  if (first) redirect(`/s/${space}/c/${first.name}`);
  return <SpaceWelcome spaceId={space} />;
}

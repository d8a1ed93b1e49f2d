import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AttentionWatcher, SpaceSessionProvider } from "@/components/chat";
import { SpaceFrame } from "@/components/shell";
import { orNotFound, pageApi, requireSignIn } from "../../page-api";

interface SpaceLayoutProps {
  params: Promise<{ space: string }>;
  children: ReactNode;
}

export default async function SpaceLayout({ params, children }: SpaceLayoutProps) {
  const { space } = await params;
  await requireSignIn();
  const { api, queries } = await pageApi();
  await orNotFound(queries.fetchQuery(api.channels.list.queryOptions({ spaceId: space })));
  await Promise.all([
    queries.fetchQuery(api.spaces.list.queryOptions()),
    queries.fetchQuery(api.me.get.queryOptions()),
    queries.prefetchQuery(api.attention.count.queryOptions({ spaceId: space })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SpaceSessionProvider spaceId={space}>
        <SpaceFrame spaceId={space}>{children}</SpaceFrame>
        <AttentionWatcher />
      </SpaceSessionProvider>
    </HydrationBoundary>
  );
}

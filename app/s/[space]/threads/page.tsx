import type { Metadata } from "next";
import { forMeTexts, ThreadsView } from "@/components/chat/attention";
import { PageBar } from "@/components/shell";
import { requireSignIn } from "../../../page-api";

export const metadata: Metadata = { title: forMeTexts.threadsTitle };

export default async function ThreadsPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  await requireSignIn();
  return (
    <>
      <PageBar>
        <h1>{forMeTexts.threadsTitle}</h1>
      </PageBar>
      <ThreadsView spaceId={space} />
    </>
  );
}

import type { Metadata } from "next";
import { ConnectionBadge } from "@/components/chat";
import { FirehoseView, firehoseTexts } from "@/components/observe/firehose";
import { SearchButton } from "@/components/observe/search";
import { PageBar } from "@/components/shell";
import { requireSignIn } from "../../../page-api";

export const metadata: Metadata = { title: firehoseTexts.title };

export default async function FirehosePage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  await requireSignIn();
  return (
    <>
      <PageBar
        actions={
          <>
            <ConnectionBadge />
            <SearchButton />
          </>
        }
      >
        <h1>{firehoseTexts.title}</h1>
      </PageBar>
      <FirehoseView spaceId={space} />
    </>
  );
}

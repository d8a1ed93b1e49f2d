import type { Metadata } from "next";
import { ForMeActions, ForMeView, forMeTexts } from "@/components/chat/attention";
import { PageBar } from "@/components/shell";
import { requireSignIn } from "../../../page-api";

export const metadata: Metadata = { title: forMeTexts.title };

export default async function ForMePage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  await requireSignIn();
  return (
    <>
      <PageBar actions={<ForMeActions spaceId={space} />}>
        <h1>{forMeTexts.title}</h1>
      </PageBar>
      <ForMeView spaceId={space} />
    </>
  );
}

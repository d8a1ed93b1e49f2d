import type { Metadata } from "next";
import { PeopleScreen } from "@/components/admin/people";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  return <PeopleScreen spaceId={space} />;
}

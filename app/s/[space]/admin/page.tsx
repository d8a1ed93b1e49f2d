import { redirect } from "next/navigation";

export default async function AdminStartPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  redirect(`/s/${space}/admin/groups`);
}

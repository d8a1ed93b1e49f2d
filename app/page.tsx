import { redirect } from "next/navigation";
import { NoSpaces } from "@/components/shell";
import { pageApi, pageContext, requireSignIn } from "./page-api";

export default async function StartPage() {
  await requireSignIn();
  const { api, queries } = await pageApi();
  const [first] = await queries.fetchQuery(api.spaces.list.queryOptions());
  if (first) redirect(`/s/${first.id}`);
  const { user } = await pageContext();
  return <NoSpaces isAdmin={user?.actor.platformRole === "admin"} />;
}

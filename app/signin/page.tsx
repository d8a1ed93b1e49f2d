import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInScreen } from "@/components/shell";
import { pageContext } from "../page-api";
import { ownPath } from "./own-path";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, error } = await searchParams;
  const { user, runtime } = await pageContext();
  const target = ownPath(next);
  if (user) redirect(target);
  return <SignInScreen next={target} hasFailed={error !== undefined} hasSingleSignOn={runtime.auth.hasSingleSignOn} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExchangeScreen } from "@/components/observe/causality";
import { causalityTexts } from "@/components/observe/causality/texts";
import { requireSignIn } from "../../../../page-api";

export const metadata: Metadata = { title: causalityTexts.title };

export default async function ExchangePage({ params }: { params: Promise<{ correlationId: string }> }) {
  const { correlationId } = await params;
  await requireSignIn();
  return <ExchangeScreen correlationId={decoded(correlationId)} />;
}

/** The parameter stands as it is in the address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    notFound();
  }
}

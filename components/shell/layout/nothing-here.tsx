"use client";

import { Compass } from "lucide-react";
import Link from "next/link";
import { useParams } from "next/navigation";
import { EmptyState } from "@/components/ui";
import { shellTexts } from "../texts";
import { PageBar } from "./page-bar";

/** The page for an address that leads nowhere for this person; the same whether it does not exist or is closed to them. */
export function NothingHere() {
  const { space } = useParams<{ space: string }>();
  return (
    <>
      <PageBar />
      <EmptyState
        isPage
        className="grow"
        icon={<Compass />}
        title={shellTexts.notFoundTitle}
        description={shellTexts.notFoundText}
        action={
          <Link href={`/s/${space}`} className="font-medium text-accent hover:underline">
            {shellTexts.backToSpace}
          </Link>
        }
      />
    </>
  );
}

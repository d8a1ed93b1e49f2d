"use client";

import { Compass, Orbit } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui";
import { Rail } from "../rail/rail";
import { shellTexts } from "../texts";
import { Overlays } from "./overlays";

/** The page for an address outside of every space that leads nowhere. */
export function StandaloneNotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        isPage
        icon={<Compass />}
        title={shellTexts.notFoundTitle}
        description={shellTexts.notFoundText}
        action={
          <Link href="/" className="font-medium text-accent hover:underline">
            {shellTexts.backToStart}
          </Link>
        }
      />
    </main>
  );
}

/** The page for somebody who belongs to no space. */
export function NoSpaces({ isAdmin }: { isAdmin: boolean }) {
  return (
    <div className="flex h-dvh">
      <Rail />
      <main className="flex grow items-center justify-center">
        <EmptyState
          isPage
          icon={<Orbit />}
          title={shellTexts.noSpaces}
          description={isAdmin ? shellTexts.noSpacesAdminText : shellTexts.noSpacesText}
        />
      </main>
      <Overlays />
    </div>
  );
}

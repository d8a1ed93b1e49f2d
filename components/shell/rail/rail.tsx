"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useApi } from "@/components/api";
import { Mark } from "../mark";
import { shellTexts } from "../texts";
import { AccountMenu } from "./account-menu";
import { SpaceTile } from "./space-tile";

/** The column of spaces, with the account at its end. */
export function Rail() {
  const { space: current } = useParams<{ space?: string }>();
  const { data: spaces = [] } = useQuery(useApi().spaces.list.queryOptions());
  return (
    <div className="flex w-16 shrink-0 flex-col items-center border-line border-r bg-rail">
      <div className="flex h-12 w-full shrink-0 items-center justify-center">
        <Mark className="size-6" />
      </div>
      <nav aria-label={shellTexts.spaces} className="min-h-0 w-full grow overflow-y-auto [scrollbar-width:none]">
        <ul className="flex flex-col items-center gap-2 py-1">
          {spaces.map((space) => (
            <li key={space.id} className="w-full">
              <SpaceTile space={space} isCurrent={space.id === current} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex h-16 w-full shrink-0 items-center justify-center">
        <AccountMenu />
      </div>
    </div>
  );
}

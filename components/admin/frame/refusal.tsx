import { ShieldX } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui";
import { frameTexts } from "./texts";

interface RefusalProps {
  spaceId: string;
  /** Who may, where it is not admins alone. */
  description?: string;
}

/** The page for somebody who may not be here: it says who may, and the way back. */
export function Refusal({ spaceId, description = frameTexts.refusedText }: RefusalProps) {
  return (
    <EmptyState
      isPage
      className="grow"
      icon={<ShieldX />}
      title={frameTexts.refusedTitle}
      description={description}
      action={
        <Link href={`/s/${spaceId}`} className="font-medium text-accent hover:underline">
          {frameTexts.backToSpace}
        </Link>
      }
    />
  );
}

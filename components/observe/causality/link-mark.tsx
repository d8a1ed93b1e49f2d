import { History, Lock, Unlink } from "lucide-react";
import { Tooltip } from "@/components/ui";
import { isBroken, type Link } from "./graph";
import { causalityTexts } from "./texts";

/** Beside a message whose cause is not here: why. The row's own name says it too. */
export function LinkMark({ link, className }: { link: Link; className?: string }) {
  if (link === "none" || link === "linked") return null;
  const Icon = isBroken(link) ? Unlink : link === "hidden" ? Lock : History;
  return (
    <Tooltip label={causalityTexts.links[link]}>
      <span className={className} data-link={link}>
        <Icon aria-hidden="true" className={`size-3.5 ${isBroken(link) ? "text-danger" : "text-faint"}`} />
      </span>
    </Tooltip>
  );
}

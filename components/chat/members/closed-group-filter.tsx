import { ChevronsUpDown } from "lucide-react";
import { controlClass } from "@/components/ui";
import { chatTexts } from "../texts";

/** Stands for the choice of a group until somebody wants to choose: it looks the same, and needs nothing that floats. */
export function ClosedGroupFilter({ onOpen }: { onOpen?: () => void }) {
  return (
    <div className="shrink-0 px-2 pt-2">
      <button
        type="button"
        aria-label={`${chatTexts.membersOf}: ${chatTexts.everybody}`}
        aria-haspopup="listbox"
        aria-expanded={false}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          onOpen?.();
        }}
        className={`${controlClass} flex h-9 items-center justify-between gap-2 text-left`}
      >
        <span className="truncate">{chatTexts.everybody}</span>
        <ChevronsUpDown className="size-4 shrink-0 text-faint" aria-hidden="true" />
      </button>
    </div>
  );
}

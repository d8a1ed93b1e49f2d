import { ChevronRight } from "lucide-react";
import { classNames } from "@/components/ui";

/** The arrow before what can be opened; it points down once it is. */
export function FoldMark({ isOpen, className }: { isOpen: boolean; className?: string }) {
  return (
    <ChevronRight
      className={classNames("size-3.5 shrink-0 transition-transform duration-100", isOpen && "rotate-90", className)}
      aria-hidden="true"
    />
  );
}

import { ChevronDown, ChevronUp } from "lucide-react";
import { chatTexts } from "../texts";

interface ShowAllProps {
  size: { lines: number; characters: number };
  isExpanded: boolean;
  onChange: (isExpanded: boolean) => void;
}

/** Opens and closes a long message. */
export function ShowAll({ size, isExpanded, onChange }: ShowAllProps) {
  const Icon = isExpanded ? ChevronUp : ChevronDown;
  return (
    <button
      type="button"
      aria-expanded={isExpanded}
      onClick={() => onChange(!isExpanded)}
      className="mt-1 inline-flex h-7 items-center gap-1.5 rounded-md border border-line bg-raised px-2.5 font-medium text-muted text-xs hover:bg-hover hover:text-ink"
    >
      <Icon className="size-3.5" aria-hidden="true" />
      {isExpanded ? chatTexts.showLess : chatTexts.showAll(size.lines, size.characters)}
    </button>
  );
}

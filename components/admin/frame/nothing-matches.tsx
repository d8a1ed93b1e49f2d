import { SearchX } from "lucide-react";
import { Button, EmptyState } from "@/components/ui";
import { frameTexts } from "./texts";

/** A list's place when its search or filters leave nothing. */
export function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title={frameTexts.nothingMatches}
      description={frameTexts.nothingMatchesText}
      action={<Button onClick={onClear}>{frameTexts.clearFilters}</Button>}
    />
  );
}

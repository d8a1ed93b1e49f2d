"use client";

import { Eraser, History, Pause, Play } from "lucide-react";
import { useMemo } from "react";
import { keyMap } from "@/components/shell/keyboard-help/key-map";
import { Button, IconButton } from "@/components/ui";
import { QueryField } from "../search/query-field";
import { useSearch } from "../search/search-provider";
import { useCompletionSources } from "../search/use-completion-sources";
import { SavedFiltersMenu } from "./saved-filters-menu";
import { firehoseTexts } from "./texts";

interface FirehoseBarProps {
  spaceId: string;
  filter: string;
  onFilter: (filter: string) => void;
  /** Ids of those who spoke: `from:` completes them. */
  senders: readonly string[];
  isHeld: boolean;
  onPause: () => void;
  onResume: () => void;
  onClear: () => void;
}

/** What can be done with the Firehose: filter it, hold it, empty it. */
export function FirehoseBar(props: FirehoseBarProps) {
  const { spaceId, filter, onFilter, senders, isHeld, onPause, onResume, onClear } = props;
  const { open } = useSearch();
  const known = useCompletionSources(spaceId);
  const sources = useMemo(() => ({ ...known, principals: senders.map((id) => ({ id })) }), [known, senders]);
  return (
    <div className="flex shrink-0 flex-wrap items-start gap-2 border-line border-b bg-surface px-3 py-2 md:px-5">
      <QueryField
        label={firehoseTexts.filter}
        placeholder={firehoseTexts.placeholder}
        value={filter}
        sources={sources}
        onSubmit={onFilter}
        className="min-w-48 grow basis-60"
      />
      <span className="flex items-center gap-1">
        <SavedFiltersMenu spaceId={spaceId} onChoose={onFilter} />
        {filter === "" ? null : (
          <IconButton label={firehoseTexts.searchHistory} onClick={open} className="size-9">
            <History className="size-4" />
          </IconButton>
        )}
        <IconButton label={firehoseTexts.clear} onClick={onClear} className="size-9">
          <Eraser className="size-4" />
        </IconButton>
        <Button
          variant={isHeld ? "primary" : "secondary"}
          aria-keyshortcuts={keyMap.firehosePause.keys[0].toUpperCase()}
          onClick={isHeld ? onResume : onPause}
          className="min-w-26"
        >
          {isHeld ? <Play aria-hidden="true" className="size-4" /> : <Pause aria-hidden="true" className="size-4" />}
          {isHeld ? firehoseTexts.resume : firehoseTexts.pause}
        </Button>
      </span>
    </div>
  );
}

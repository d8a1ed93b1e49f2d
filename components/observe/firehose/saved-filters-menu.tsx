"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { useApi } from "@/components/api";
import { IconButton, Menu, MenuItem } from "@/components/ui";
import { firehoseTexts } from "./texts";

interface SavedFiltersMenuProps {
  spaceId: string;
  onChoose: (query: string) => void;
}

/** The filters that the reader and others keep; choosing one puts it into the field. */
export function SavedFiltersMenu({ spaceId, onChoose }: SavedFiltersMenuProps) {
  const { data: filters = [] } = useQuery(useApi().filters.list.queryOptions({ spaceId }));
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={firehoseTexts.savedFilters} aria-haspopup="menu" className="size-9">
          <Bookmark className="size-4" />
        </IconButton>
      }
    >
      {filters.length === 0 ? <p className="max-w-64 px-2 py-1.5 text-muted text-xs">{firehoseTexts.noSaved}</p> : null}
      {filters.map(({ id, name, query }) => (
        <MenuItem key={id} onClick={() => onChoose(query)} className="h-auto py-1.5">
          <span className="min-w-0 max-w-72">
            <bdi className="block truncate font-medium">{name}</bdi>
            <bdi className="block truncate font-mono text-muted text-xs">{query}</bdi>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api";
import { useDebounced } from "../frame/use-debounced";
import { SearchPicker } from "../principal/search-picker";

interface ChannelPickerProps {
  id: string;
  label: string;
  placeholder?: string;
  spaceId: string;
  /** Empty for none. */
  value: string;
  onChange: (channel: string) => void;
}

const foundMax = 20;

/** Picks one of all channels of the space, found by name. */
export function ChannelPicker({ spaceId, value, onChange, ...props }: ChannelPickerProps) {
  const [query, setQuery] = useState("");
  const search = useDebounced(query.trim());
  const { data, error } = useQuery(
    useApi().channels.all.queryOptions(
      { spaceId, search: search || undefined, limit: foundMax },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <SearchPicker
      {...props}
      isSingle
      value={value ? [value] : []}
      onChange={([channel = ""]) => onChange(channel)}
      query={query}
      onQuery={setQuery}
      options={data?.channels.map(({ name }) => ({ value: name, content: `#${name}` }))}
      hasFailed={error !== null}
    />
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api";
import { useDebounced } from "../frame/use-debounced";
import { SearchPicker } from "./search-picker";

interface KnownGroupPickerProps {
  id: string;
  label: string;
  spaceId: string;
  /** Names. */
  value: string[];
  onChange: (names: string[]) => void;
  placeholder?: string;
  isSingle?: boolean;
  isInvalid?: boolean;
}

const foundMax = 20;

/** Picks groups that the space has, found by name. */
export function KnownGroupPicker({ spaceId, ...props }: KnownGroupPickerProps) {
  const [query, setQuery] = useState("");
  const search = useDebounced(query.trim());
  const { data, error } = useQuery(
    useApi().groups.list.queryOptions(
      { spaceId, search: search || undefined, limit: foundMax },
      { placeholderData: keepPreviousData },
    ),
  );
  const options = data?.groups.map(({ name }) => ({ value: name }));
  return <SearchPicker {...props} query={query} onQuery={setQuery} options={options} hasFailed={error !== null} />;
}

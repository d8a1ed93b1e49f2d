"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api";
import { useDebounced } from "../frame/use-debounced";
import { PrincipalName } from "./principal-name";
import { SearchPicker } from "./search-picker";

interface PrincipalPickerProps {
  id: string;
  label: string;
  spaceId: string;
  /** Ids. */
  value: string[];
  onChange: (ids: string[]) => void;
  kind?: "agent" | "person";
  placeholder?: string;
  isSingle?: boolean;
  isInvalid?: boolean;
}

const foundMax = 20;

/** Picks agents and people of a space, found by id or name. */
export function PrincipalPicker({ spaceId, kind, ...props }: PrincipalPickerProps) {
  const [query, setQuery] = useState("");
  const search = useDebounced(query.trim());
  const { data, error } = useQuery(
    useApi().agents.search.queryOptions(
      { spaceId, kind, search: search || undefined, limit: foundMax },
      { placeholderData: keepPreviousData },
    ),
  );
  const options = data?.principals.map((principal) => ({
    value: principal.id,
    content: <PrincipalName principal={principal} />,
  }));
  return <SearchPicker {...props} query={query} onQuery={setQuery} options={options} hasFailed={error !== null} />;
}

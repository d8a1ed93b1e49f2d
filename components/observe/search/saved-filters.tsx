"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2, Users } from "lucide-react";
import { failureOf, useApi } from "@/components/api";
import { IconButton, Skeleton, showToast } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { searchTexts } from "./texts";

type SavedFilter = RouterOutputs["filters"]["list"][number];

interface SavedFiltersProps {
  spaceId: string;
  onChoose: (query: string) => void;
}

/** The reader's own filters and those that others share; choosing one searches with it. */
export function SavedFilters({ spaceId, onChoose }: SavedFiltersProps) {
  const api = useApi();
  const { data, error } = useQuery(api.filters.list.queryOptions({ spaceId }));
  if (error) return <p className="px-4 py-2 text-danger text-xs">{searchTexts.savedFailed}</p>;
  if (!data) return <Skeleton className="mx-4 my-2 h-4 w-40" />;
  const mine = data.filter(({ isMine }) => isMine);
  const shared = data.filter(({ isMine }) => !isMine);
  return (
    <>
      <FilterList title={searchTexts.mine} filters={mine} spaceId={spaceId} onChoose={onChoose} />
      <FilterList title={searchTexts.shared} filters={shared} spaceId={spaceId} onChoose={onChoose} />
    </>
  );
}

interface FilterListProps extends SavedFiltersProps {
  title: string;
  filters: readonly SavedFilter[];
}

function FilterList({ title, filters, spaceId, onChoose }: FilterListProps) {
  if (filters.length === 0) return null;
  return (
    <section aria-label={`${searchTexts.saved}: ${title}`} className="border-line border-b py-2">
      <h3 className="px-4 pb-1 font-semibold text-muted text-xs">{title}</h3>
      <ul>
        {filters.map((filter) => (
          <li key={filter.id} className="group flex items-center pr-2 hover:bg-hover">
            <button
              type="button"
              onClick={() => onChoose(filter.query)}
              className="min-w-0 grow px-4 py-1.5 text-left focus-visible:-outline-offset-2"
            >
              <span className="flex items-center gap-1.5 font-medium text-[13px] text-ink">
                <bdi className="truncate">{filter.name}</bdi>
                {filter.isShared ? <Users className="size-3 shrink-0 text-muted" aria-hidden="true" /> : null}
                {filter.isMine ? null : (
                  <span className="shrink-0 font-normal text-muted text-xs">
                    {searchTexts.savedBy(filter.keptBy.displayName || filter.keptBy.id)}
                  </span>
                )}
              </span>
              <bdi className="block truncate font-mono text-muted text-xs">{filter.query}</bdi>
            </button>
            {filter.isMine ? <RemoveButton spaceId={spaceId} filter={filter} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function RemoveButton({ spaceId, filter: { id, name } }: { spaceId: string; filter: SavedFilter }) {
  const api = useApi();
  const queries = useQueryClient();
  const remove = useMutation({
    ...api.filters.remove.mutationOptions(),
    onSuccess: () => showToast({ tone: "success", title: searchTexts.removed(name) }),
    onError: (error) =>
      showToast({ tone: "danger", title: searchTexts.removeFailed, description: failureOf(error).message }),
    onSettled: () => queries.invalidateQueries({ queryKey: api.filters.list.queryKey({ spaceId }) }),
  });
  return (
    <IconButton
      label={searchTexts.remove(name)}
      size="sm"
      disabled={remove.isPending}
      onClick={() => remove.mutate({ spaceId, id })}
    >
      <Trash2 className="size-3.5" />
    </IconButton>
  );
}

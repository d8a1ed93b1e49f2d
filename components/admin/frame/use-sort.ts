"use client";

import type { Sort } from "@/components/ui";
import { useAddressState } from "./use-address-state";

/** How a list is sorted, kept in the address as `sort` and `order`; `allowed` keeps what somebody typed there from reaching the server. */
export function useSort<By extends string>(
  allowed: readonly By[],
  initial: Sort<By>,
): [Sort<By>, (sort: Sort<By>) => void] {
  const [{ sort, order }, set] = useAddressState({ sort: initial.by as string, order: initial.direction as string });
  const by = allowed.find((candidate) => candidate === sort) ?? initial.by;
  const direction = order === "ascending" || order === "descending" ? order : initial.direction;
  return [{ by, direction }, (next) => set({ sort: next.by, order: next.direction })];
}

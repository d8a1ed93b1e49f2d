"use client";

import { ListFilter } from "lucide-react";
import { IconButton, Menu, MenuItem } from "@/components/ui";
import { logTexts } from "./texts";

interface RowFiltersProps {
  /** What the row is about: part of the button's name. */
  name: string;
  filters: { value: string; onChoose: () => void }[];
}

/** Narrows the list to what a row has in common with others. */
export function RowFilters({ name, filters }: RowFiltersProps) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={logTexts.actionsOf(name)} tooltipSide="left">
          <ListFilter className="size-4" />
        </IconButton>
      }
    >
      {filters.map(({ value, onChoose }) => (
        <MenuItem key={value} onClick={onChoose} className="max-w-80">
          <bdi className="truncate">{logTexts.only(value)}</bdi>
        </MenuItem>
      ))}
    </Menu>
  );
}

"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Checkbox } from "../checkbox";
import { classNames } from "../class-names";
import { uiTexts } from "../texts";
import { HeaderBox, RowBox, RowGroup } from "./roles";
import type { Column, DataTableProps, Sort } from "./types";

/** The names of the columns; those that the server can sort by are buttons. Stacked, only these are left. */
export function TableHead<Row, By extends string>(props: DataTableProps<Row, By>) {
  const { columns, rows, keyOf, sort, onSort, selection, rowAction } = props;
  const hasSort = columns.some((column) => column.isSortable);
  return (
    <RowGroup className="sticky top-0 z-2 bg-canvas">
      <RowBox
        className={classNames(
          "flex min-h-9 items-center border-line border-b @2xl:grid @2xl:grid-cols-(--columns)",
          !hasSort && !selection && "@max-2xl:sr-only",
        )}
      >
        {selection ? (
          <HeaderBox className="flex px-3 @max-2xl:pr-1">
            <SelectAll rows={rows} keyOf={keyOf} selection={selection} />
          </HeaderBox>
        ) : null}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
        {rowAction ? (
          <HeaderBox className="@max-2xl:sr-only">
            <span className="sr-only">{uiTexts.actions}</span>
          </HeaderBox>
        ) : null}
      </RowBox>
    </RowGroup>
  );
}

function HeaderCell<Row, By extends string>(props: {
  column: Column<Row, By>;
  sort: Sort<By> | undefined;
  onSort: ((sort: Sort<By>) => void) | undefined;
}) {
  const { column, sort, onSort } = props;
  const { id, header, isSortable, firstDirection = "ascending", isOneWay, align } = column;
  const current = sort?.by === id ? sort.direction : undefined;
  const cellClass = classNames("flex min-w-0 items-center font-medium text-xs", align === "end" && "@2xl:justify-end");
  if (!isSortable || !onSort) {
    return (
      <HeaderBox className={classNames(cellClass, "px-3 text-faint @max-2xl:sr-only")}>
        <span className="truncate">{header}</span>
      </HeaderBox>
    );
  }
  const opposite = current === "ascending" ? "descending" : "ascending";
  const next = current === undefined || isOneWay ? firstDirection : opposite;
  const Arrow = (current ?? firstDirection) === "ascending" ? ArrowUp : ArrowDown;
  return (
    <HeaderBox aria-sort={current ?? "none"} className={cellClass}>
      <button
        type="button"
        onClick={() => onSort({ by: id, direction: next })}
        className={classNames(
          "group/sort flex h-7 min-w-0 items-center gap-1 rounded-md pr-1.5 pl-3 hover:bg-hover hover:text-ink @2xl:px-3",
          current ? "text-ink" : "text-faint",
          align === "end" && "@2xl:flex-row-reverse",
        )}
      >
        <span className="truncate">{header}</span>
        <Arrow
          aria-hidden="true"
          className={classNames("size-3 shrink-0", !current && "opacity-0 group-hover/sort:opacity-60")}
        />
      </button>
    </HeaderBox>
  );
}

/** Selects what is loaded, and says so: more may follow. */
function SelectAll<Row>({
  rows = [],
  keyOf,
  selection,
}: Pick<DataTableProps<Row>, "keyOf"> & {
  rows: readonly Row[] | undefined;
  selection: NonNullable<DataTableProps<Row>["selection"]>;
}) {
  const isAll = rows.length > 0 && rows.every((row) => selection.selected.has(keyOf(row)));
  return (
    <Checkbox
      label={uiTexts.selectLoaded(rows.length)}
      isChecked={isAll}
      isPartly={selection.selected.size > 0 && !isAll}
      onChange={(isChecked) => selection.onChange(new Set(isChecked ? rows.map(keyOf) : []))}
    />
  );
}

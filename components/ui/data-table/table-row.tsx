"use client";

import Link from "next/link";
import { Checkbox } from "../checkbox";
import { classNames } from "../class-names";
import { uiTexts } from "../texts";
import { CellBox, RowBox } from "./roles";
import type { Column, DataTableProps } from "./types";

/** One row: columns side by side, or its first cell above the others, each behind its header's word. */
export function TableRow<Row, By extends string>(props: DataTableProps<Row, By> & { row: Row; index: number }) {
  const { columns, row, index, keyOf, hrefOf, selection, rowAction } = props;
  const key = keyOf(row);
  const isSelected = selection?.selected.has(key) ?? false;
  const [first, ...rest] = columns;
  return (
    <RowBox
      aria-rowindex={index + 2}
      data-row-index={index}
      data-row={key}
      className={classNames(
        "relative flex min-h-11 items-start border-line border-b @2xl:grid @2xl:grid-cols-(--columns) @2xl:items-center",
        isSelected ? "bg-accent-soft" : "hover:bg-hover/60",
      )}
    >
      {selection ? (
        <CellBox className="relative z-1 flex shrink-0 px-3 @max-2xl:pt-3.5 @max-2xl:pr-1">
          <Checkbox
            label={uiTexts.selectRow(props.nameOf(row))}
            isChecked={isSelected}
            onChange={(isChecked) => selection.onChange(changed(selection.selected, key, isChecked))}
          />
        </CellBox>
      ) : null}
      <div className="flex min-w-0 grow flex-wrap gap-x-4 gap-y-0.5 px-3 py-2.5 @2xl:contents">
        {first ? <FirstCell column={first} row={row} href={hrefOf?.(row)} /> : null}
        {rest.map((column) => (
          <Cell key={column.id} column={column} row={row} />
        ))}
      </div>
      {rowAction ? (
        <CellBox className="relative z-1 flex shrink-0 items-center justify-end gap-1 pr-1 @2xl:pr-2 @max-2xl:pt-1.5">
          {rowAction(row)}
        </CellBox>
      ) : null}
    </RowBox>
  );
}

/** Says which row it is: its link, where it has one, reaches over the whole row. */
function FirstCell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | undefined }) {
  const content = column.cell(row);
  return (
    <CellBox className="min-w-0 @max-2xl:w-full @2xl:px-3 @2xl:py-1.5">
      {href ? (
        <Link
          href={href}
          prefetch={false}
          className="block min-w-0 rounded-sm outline-offset-4 after:absolute after:inset-0 after:content-['']"
        >
          {content}
        </Link>
      ) : (
        content
      )}
    </CellBox>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { header, align, stacked = "labelled" } = column;
  const content = column.cell(row);
  return (
    <CellBox
      className={classNames(
        "flex min-w-0 items-baseline gap-1.5 text-muted @max-2xl:max-w-full @max-2xl:text-xs @2xl:items-center @2xl:px-3 @2xl:py-1.5",
        align === "end" && "@2xl:justify-end @2xl:text-right",
        stacked === "line" && "@max-2xl:w-full",
        (stacked === "hidden" || content === null) && "@max-2xl:hidden",
      )}
    >
      {stacked === "labelled" ? (
        <span aria-hidden="true" className="text-faint @2xl:hidden">
          {header}
        </span>
      ) : null}
      <span className="min-w-0">{content}</span>
    </CellBox>
  );
}

function changed(selected: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(selected);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}

"use client";

import { useRef } from "react";
import { classNames } from "../class-names";
import { ErrorState } from "../error-state";
import { RowGroup, TableBox } from "./roles";
import { TableEnd } from "./table-end";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";
import { TableRows } from "./table-rows";
import { TableSkeleton } from "./table-skeleton";
import type { DataTableProps } from "./types";
import { useRowKeys } from "./use-row-keys";

/**
 * Rows in columns; where there is no room for columns, each row stacked. Sorting and paging are the server's: it tells what is wanted.
 * Inside a `ScrollPane` only the rows in view are mounted and the header stays in sight. Up, Down, Home and End go from row to row.
 */
export function DataTable<Row, By extends string>(props: DataTableProps<Row, By>) {
  const { label, columns, rows, keyOf, selection, rowAction, actionWidth = "3rem", more, failure, empty } = props;
  const body = useRef<HTMLDivElement>(null);
  const keys = useRowKeys(body, rows?.length ?? 0);
  const tracks = [
    ...(selection ? ["2.5rem"] : []),
    ...columns.map(({ width = "minmax(0,1fr)" }) => width),
    ...(rowAction ? [actionWidth] : []),
  ];
  if (failure && !rows) return <ErrorState {...failure} />;
  // A page may be empty although others follow: a search that has not come to what it looks for.
  if (rows?.length === 0 && !more?.hasMore) return empty;
  return (
    <div className={classNames("@container", props.className)} style={{ "--columns": tracks.join(" ") }}>
      <TableBox
        aria-label={label}
        aria-busy={rows === undefined || props.isStale}
        aria-rowcount={rows && !more?.hasMore ? rows.length + 1 : -1}
      >
        <TableHead {...props} />
        <RowGroup ref={body} onKeyDown={keys.onKeyDown} className={props.isStale ? "opacity-60" : undefined}>
          {rows ? (
            <TableRows rows={rows} keptIndex={keys.focusedIndex} list={keys.list}>
              {(row, index) => <TableRow key={keyOf(row)} {...props} row={row} index={index} />}
            </TableRows>
          ) : (
            <TableSkeleton columns={columns.length} />
          )}
        </RowGroup>
      </TableBox>
      {rows && more ? <TableEnd more={more} rows={rows.length} /> : null}
    </div>
  );
}

import type { ReactNode } from "react";

export interface Sort<By extends string = string> {
  by: By;
  direction: "ascending" | "descending";
}

export interface Column<Row, By extends string = string> {
  /** Also what the server sorts by where `isSortable`. */
  id: By;
  header: string;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track, such as `6rem` or `minmax(12rem,2fr)`. */
  width?: string;
  isSortable?: boolean;
  /** What a first click on the header gives; ascending unless said. */
  firstDirection?: Sort["direction"];
  /** The server sorts by it in `firstDirection` alone. */
  isOneWay?: boolean;
  align?: "start" | "end";
  /** Where rows are stacked: the cell behind its header's word unless it is to stand alone (`plain`), on a line of its own (`line`), or not at all. */
  stacked?: "labelled" | "plain" | "line" | "hidden";
}

/** The pages that follow those that were read. */
export interface MoreRows {
  hasMore: boolean;
  isLoading: boolean;
  /** Why the following page could not be read. */
  failure?: string;
  load: () => void;
}

export interface Selection {
  /** Keys of rows. */
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}

/** What went wrong with the list as a whole. */
export interface TableFailure {
  title: string;
  description?: string;
  onRetry?: () => void;
}

export interface DataTableProps<Row, By extends string = string> {
  /** The table's accessible name. */
  label: string;
  columns: readonly Column<Row, By>[];
  /** Undefined until the first page is there: skeletons are shown. */
  rows: readonly Row[] | undefined;
  keyOf: (row: Row) => string;
  /** The row's name: read aloud with its checkbox. */
  nameOf: (row: Row) => string;
  /** Where a click on the row goes. */
  hrefOf?: (row: Row) => string | undefined;
  sort?: Sort<By>;
  onSort?: (sort: Sort<By>) => void;
  selection?: Selection;
  /** Buttons at the row's end. */
  rowAction?: (row: Row) => ReactNode;
  /** The grid track of `rowAction`; one icon button wide unless said. */
  actionWidth?: string;
  more?: MoreRows;
  failure?: TableFailure;
  /** Shown in place of rows when there are none. */
  empty: ReactNode;
  /** What is shown is being read again. */
  isStale?: boolean;
  className?: string;
}

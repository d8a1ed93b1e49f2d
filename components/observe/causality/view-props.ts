import type { ExchangeNode } from "./graph";
import type { Names } from "./words";

/** What both ways to draw an exchange are given. */
export interface ExchangeViewProps {
  nodes: readonly ExchangeNode[];
  names: Names;
  /** The sequence of the message that is chosen. */
  selected: number | undefined;
  onSelect: (sequence: number) => void;
}

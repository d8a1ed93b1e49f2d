import type { ComponentProps } from "react";

// A table's own elements can be neither windowed nor stacked, and lose their meaning with another `display`: hence roles.

export function TableBox(props: ComponentProps<"div">) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div role="table" {...props} />;
}

export function RowGroup(props: ComponentProps<"div">) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div role="rowgroup" {...props} />;
}

export function RowBox(props: ComponentProps<"div">) {
  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above; what is in it takes the focus
  return <div role="row" {...props} />;
}

export function HeaderBox(props: ComponentProps<"div">) {
  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above; what is in it takes the focus
  return <div role="columnheader" {...props} />;
}

export function CellBox(props: ComponentProps<"div">) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div role="cell" {...props} />;
}

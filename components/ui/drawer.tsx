"use client";

import { lazy, Suspense, useState } from "react";
import type { DrawerProps } from "./drawer-panel";

// Fetched when one is opened for the first time: wide screens open none.
const DrawerPanel = lazy(() => import("./drawer-panel"));

/** A panel over the page's side, for what has no room on a phone. Modal: Escape, a tap beside it and a link chosen in it close it. */
export function Drawer(props: DrawerProps) {
  const [wasOpened, setOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setOpened(true);
  return <Suspense>{wasOpened ? <DrawerPanel {...props} /> : null}</Suspense>;
}

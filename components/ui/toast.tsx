"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { onFirstToast, wasToastShown } from "./toast-queue";

export { showToast, type ToastTone } from "./toast-queue";

// Fetched with the first toast: most visits see none.
const ToastViewport = lazy(() => import("./toast-viewport"));

/** Where toasts appear. Put one on the page. */
export function ToastLayer() {
  const isNeeded = useSyncExternalStore(onFirstToast, wasToastShown, () => false);
  return <Suspense>{isNeeded ? <ToastViewport /> : null}</Suspense>;
}

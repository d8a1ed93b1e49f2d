"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { uiTexts } from "./texts";
import { receiveToasts, type ToastTone } from "./toast-queue";

const manager = Base.createToastManager();
const timeoutsMs: Record<ToastTone, number> = { neutral: 5_000, success: 5_000, danger: 10_000 };

const icons: Record<ToastTone, ReactNode> = {
  neutral: <Info className="size-4 text-muted" aria-hidden="true" />,
  success: <CircleCheck className="size-4 text-success" aria-hidden="true" />,
  danger: <CircleAlert className="size-4 text-danger" aria-hidden="true" />,
};

/** The toasts themselves. A default export, because it is loaded lazily. */
export default function ToastViewport() {
  useEffect(
    () =>
      receiveToasts(({ title, description, tone = "neutral" }) => {
        const priority = tone === "danger" ? "high" : "low";
        manager.add({ title, description, type: tone, timeout: timeoutsMs[tone], priority });
      }),
    [],
  );
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label={uiTexts.notifications}
          className="fixed inset-x-4 bottom-4 z-60 mx-auto flex flex-col-reverse gap-2 sm:right-4 sm:left-auto sm:w-90"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg border border-line bg-raised text-ink shadow-float transition-[opacity,translate] duration-200 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-3 p-3">
        <span className="mt-0.5">{icons[(toast.type as ToastTone | undefined) ?? "neutral"]}</span>
        <div className="min-w-0 grow">
          <Base.Title className="font-medium text-sm" />
          <Base.Description className="mt-0.5 break-words text-muted text-xs" />
        </div>
        <Base.Close
          aria-label={uiTexts.dismiss}
          className="-m-1 inline-flex size-6 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
        >
          <X className="size-3.5" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

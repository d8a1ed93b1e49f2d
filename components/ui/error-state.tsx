"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { uiTexts } from "./texts";

interface ErrorStateProps {
  /** What happened. */
  title: ReactNode;
  /** What to do. */
  description?: ReactNode;
  onRetry?: () => void;
  className?: string;
}

/** Something failed: what, what to do, and a way to try again. Read aloud when it appears. */
export function ErrorState({ title, description, onRetry, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={classNames("flex flex-col items-center justify-center px-6 py-10 text-center", className)}
    >
      <div className="mb-4 flex size-11 items-center justify-center rounded-xl bg-danger-soft text-danger">
        <TriangleAlert className="size-5" aria-hidden="true" />
      </div>
      <h2 className="text-balance font-semibold text-base text-ink">{title}</h2>
      {description ? <p className="mt-1 max-w-sm text-pretty text-muted">{description}</p> : null}
      {onRetry ? (
        <Button className="mt-5" onClick={onRetry}>
          <RotateCw className="size-3.5" aria-hidden="true" />
          {uiTexts.retry}
        </Button>
      ) : null}
    </div>
  );
}

"use client";

import { PageFailure } from "@/components/shell";

export default function ErrorPage({ reset }: { reset: () => void }) {
  return <PageFailure reset={reset} />;
}

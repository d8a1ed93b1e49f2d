"use client";

import { useState } from "react";

/** The value, or while there is none the one before: what a dialog is about, until it has faded away. */
export function useLast<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}

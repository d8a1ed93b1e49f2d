"use client";

import { useEffect, useState } from "react";

const pauseMs = 200;

/** The value once it has stayed the same for a fifth of a second. */
export function useDebounced<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

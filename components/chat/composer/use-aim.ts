import { useCallback, useEffect, useState } from "react";
import { type Aim, readAim, writeAim } from "./aim";

/** What is being written for a place, as it was left. The server and the first render know nothing of it. */
export function useAim(key: string): [Aim | undefined, (aim: Aim | undefined) => void] {
  const [aim, setAim] = useState<Aim>();
  useEffect(() => setAim(readAim(key)), [key]);
  const change = useCallback(
    (next: Aim | undefined) => {
      setAim(next);
      writeAim(key, next);
    },
    [key],
  );
  return [aim, change];
}

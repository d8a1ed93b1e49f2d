import { useEffect } from "react";
import { countInTitle } from "./title";

/** Keeps the number before the page's title, whoever changes the title. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    const apply = () => {
      const wanted = countInTitle(document.title, count);
      if (document.title !== wanted) document.title = wanted;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = countInTitle(document.title, 0);
    };
  }, [count]);
}

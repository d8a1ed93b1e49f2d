import { useEffect, useRef } from "react";

type Insert = (text: string) => void;
const fields: Insert[] = [];

/** Whether there is a field to write a mention in. */
export function canMention(): boolean {
  return fields.length > 0;
}

/** Writes a mention of the principal into the field that came last, which is the one of an open thread, and goes there. */
export function mention(id: string): void {
  fields.at(-1)?.(`@${id} `);
}

/** Takes mentions that are asked for elsewhere on the page while the field is there. */
export function useMentionRequests(insert: Insert): void {
  const latest = useRef(insert);
  useEffect(() => {
    latest.current = insert;
  });
  useEffect(() => {
    const field: Insert = (text) => latest.current(text);
    fields.push(field);
    return () => void fields.splice(fields.indexOf(field), 1);
  }, []);
}

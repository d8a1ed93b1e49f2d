"use client";

import { useState } from "react";
import { chatTexts } from "../../texts";
import { bodyTexts } from "../texts";

const stringCharacters = 400;
/** As much of a long text as is laid out without a pause. */
const stringStep = 20_000;

/** A value without parts. Of a long text the beginning, and more on demand. */
export function JsonLeaf({ value }: { value: unknown }) {
  const [shown, setShown] = useState(stringCharacters);
  if (typeof value !== "string") return <span className={`json-${typeof value}`}>{JSON.stringify(value)}</span>;
  if (value.length <= shown) return <span className="json-string">{value}</span>;
  return (
    <span className="json-string">
      {value.slice(0, shown)}…{" "}
      <button
        type="button"
        className="font-sans text-accent hover:underline"
        onClick={() => setShown(shown + stringStep)}
      >
        {value.length <= shown + stringStep
          ? chatTexts.showAll(1, value.length)
          : bodyTexts.moreCharacters(value.length - shown)}
      </button>
    </span>
  );
}

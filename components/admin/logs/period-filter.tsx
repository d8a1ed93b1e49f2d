"use client";

import { useId } from "react";
import { Input, Select } from "@/components/ui";
import { fromLocal, type PeriodChoice, periodOf, periods, toLocal } from "./period";
import { logTexts } from "./texts";

interface PeriodFilterProps {
  value: PeriodChoice;
  onChange: (change: Partial<PeriodChoice>) => void;
}

const options = periods.map((value) => ({ value, label: logTexts.periods[value] }));

/** Which time of a log is looked at: back from now, or between two times. */
export function PeriodFilter({ value, onChange }: PeriodFilterProps) {
  const period = periodOf(value);
  return (
    <>
      <Select
        label={logTexts.period}
        value={period}
        options={options}
        onChange={(next) => onChange({ period: next, ...(next !== "custom" && { from: "", to: "" }) })}
        className="w-44 max-md:w-full"
      />
      {period === "custom" ? (
        <div className="flex flex-wrap items-center gap-2 text-faint text-xs">
          <TimeInput label={logTexts.from} value={value.from} onChange={(from) => onChange({ from })} />
          <TimeInput label={logTexts.to} value={value.to} onChange={(to) => onChange({ to })} />
        </div>
      ) : null}
    </>
  );
}

function TimeInput(props: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex items-center gap-1.5">
      <span className="w-8">{props.label}</span>
      <Input
        id={id}
        type="datetime-local"
        value={toLocal(props.value)}
        onChange={(event) => props.onChange(fromLocal(event.target.value))}
        className="w-52"
      />
    </label>
  );
}

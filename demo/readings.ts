import type { DeliveredMessage, MessageDraft } from "@/sdk";

export type Sensor = "temperature" | "vibration";

/** Equally spaced samples of one sensor; the `payload.data` of a `sensor.reading`. */
export interface Reading {
  sensor: Sensor;
  unit: string;
  /** When the first sample was taken, RFC 3339. */
  startedAt: string;
  intervalMs: number;
  values: number[];
}

const readingType = "sensor.reading";
export const channelOf: Record<Sensor, string> = {
  temperature: "sensors.temperature",
  vibration: "sensors.vibration",
};
export const anomalyChannel = "sensor-anomaly-channel";
export const reportChannel = "reports.daily";

/** The message that carries a reading, with a line for people. */
export function readingDraft(reading: Reading, line: string): MessageDraft {
  return { type: readingType, payload: { text: line, data: reading } };
}

/** The reading that a message carries; undefined when it carries none. */
export function readingOf({ envelope }: DeliveredMessage): Reading | undefined {
  const data = envelope.payload.data;
  if (envelope.type !== readingType || typeof data !== "object" || data === null) return undefined;
  const reading = data as Partial<Reading>;
  const isWhole =
    (reading.sensor === "temperature" || reading.sensor === "vibration") &&
    typeof reading.unit === "string" &&
    typeof reading.startedAt === "string" &&
    typeof reading.intervalMs === "number" &&
    Array.isArray(reading.values) &&
    reading.values.every((value) => typeof value === "number");
  return isWhole ? (reading as Reading) : undefined;
}

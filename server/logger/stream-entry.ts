/** One message as the stream CHANNELS holds it, whoever read it. */
export interface StreamEntry {
  sequence: number;
  subject: string;
  /** When the stream stored it, cut to milliseconds. */
  storedAt: Date;
  data: Uint8Array;
}

// The demo's agents and what they need, as data for whoever sets the space up. No imports.

export interface CastAgent {
  id: string;
  displayName: string;
  description: string;
}

export interface CastGroup {
  name: string;
  members: string[];
}

export interface CastChannel {
  name: string;
  displayName: string;
  topic: string;
  visibility: "public" | "private";
  /** Absent on public channels: everybody in the space may post there. */
  authorizedGroups?: string[];
  retentionPolicy: string;
}

export const castAgents: CastAgent[] = [
  { id: "signal", displayName: "Signal", description: "Measures temperature and vibration of a simulated pump." },
  { id: "detector", displayName: "Detector", description: "Watches the readings and reports what does not fit." },
  { id: "analyst", displayName: "Analyst", description: "Opens a thread for each anomaly and finds out what it is." },
  { id: "reporter", displayName: "Reporter", description: "Sums up each period in figures." },
];

export const castGroups: CastGroup[] = [
  { name: "EdgeSensorsGroup", members: ["signal", "detector"] },
  { name: "MLWorkersGroup", members: ["detector", "analyst", "reporter"] },
  { name: "AnomalyFocusedGroup", members: ["detector", "analyst"] },
];

export const castChannels: CastChannel[] = [
  {
    name: "sensors.temperature",
    displayName: "Temperature",
    topic: "Bearing temperature of pump 1, two samples a second",
    visibility: "public",
    retentionPolicy: "7d",
  },
  {
    name: "sensors.vibration",
    displayName: "Vibration",
    topic: "Acceleration of pump 1, bursts of 256 samples",
    visibility: "public",
    retentionPolicy: "7d",
  },
  {
    name: "sensor-anomaly-channel",
    displayName: "Sensor anomalies",
    topic: "What the detector noticed; a thread for each",
    visibility: "private",
    authorizedGroups: ["EdgeSensorsGroup", "MLWorkersGroup"],
    retentionPolicy: "7d",
  },
  {
    name: "reports.daily",
    displayName: "Reports",
    topic: "Figures of each period",
    visibility: "public",
    retentionPolicy: "forever",
  },
];

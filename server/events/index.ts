export { type PresenceOptions, startPresence } from "./start";

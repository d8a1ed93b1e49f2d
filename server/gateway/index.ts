export type { GatewayOptions } from "./options";
export { type Gateway, startGateway } from "./start";

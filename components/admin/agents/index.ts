export { AgentScreen } from "./agent-screen";
export { AgentsScreen } from "./agents-screen";

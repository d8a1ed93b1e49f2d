export { DecisionsScreen } from "./decisions-screen";

export { exchangePath } from "./address";
export { ExchangeScreen } from "./exchange-screen";

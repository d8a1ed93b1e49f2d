export { type Fanout, type FanoutOptions, type PublishRequest, startFanout } from "./start";

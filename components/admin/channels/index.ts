export { ChannelAdminScreen } from "./channel-screen";
export { ChannelsScreen } from "./channels-screen";

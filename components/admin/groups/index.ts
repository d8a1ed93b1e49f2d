export { GroupScreen } from "./group-screen";
export { GroupsScreen } from "./groups-screen";

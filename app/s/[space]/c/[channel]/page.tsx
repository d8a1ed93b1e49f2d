/** The layout shows the channel; without a thread there is nothing beside it. */
export default function ChannelPage() {
  return null;
}

/** The layout shows the channel and reads the thread from the address. */
export default function ThreadPage() {
  return null;
}

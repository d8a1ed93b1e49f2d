/** The largest message Fanout takes, as sent: 1 MiB. */
export const messageBytesMax = 1_048_576;

/** The largest message Fanout takes, as sent: 1 MiB. */
export const messageBytesMax = 1_048_576;

/** As many replies of a thread are counted where many threads are listed: so many stand for more. */
export const countedRepliesMax = 100;

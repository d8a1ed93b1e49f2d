/** The largest message Fanout takes, as sent: 1 MiB. */
export const messageBytesMax = 1_048_576;

/** The longest topic of a channel or a Thread resource, as their schemas have it. */
export const topicCharactersMax = 1_024;

/** The longest topic of a thread that is started from chat. */
export const startedTopicCharactersMax = 500;

/** As many replies of a thread are counted where many threads are listed: so many stand for more. */
export const countedRepliesMax = 100;

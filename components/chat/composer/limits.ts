/** `messageBytesMax` of the protocol, whose module would bring its schemas into the page. */
export const messageBytesMax = 1_048_576;

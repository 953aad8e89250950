// Names of files that a review becomes.

/** Names come from the incident's number; what does not is kept out of paths. */
export const fileName = (name: string): string => name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '');

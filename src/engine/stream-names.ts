// How streams are named.
/** Streams of incidents begin so; the rest is the incident's id. */
export const INCIDENTS = 'incident/';

export const isIncident = (stream: string) => stream.startsWith(INCIDENTS);

/** What was asked for outside any incident, and what came of it. */
export const AUDIT = 'audit';

/** What monitors said, as it came in. */
export const INBOX = 'inbox';

/** What pipelines said of deployments, as it came in. */
export const DEPLOYMENTS = 'deployments';

/** Effects about tickets that belong to no incident; it has no events. */
export const TICKETS = 'tickets';

/** Effects for the operators that belong to no incident; it has no events. */
export const OPERATORS = 'operators';

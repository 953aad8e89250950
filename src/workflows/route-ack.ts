// What follows where an alert was acknowledged at its vendor: the incident it is part of is acknowledged.
import type { Rule } from './route-signal.ts';

export const ACK_RULES = {
  acknowledge: {
    name: 'an alert that is acknowledged in the pager acknowledges its incident',
    off: 'leave acknowledgements out of what the pager sends here',
  },
  unknown: {
    name: 'the acknowledgement of an alert that joined no incident is only recorded',
    off: 'none is needed: nothing is posted',
  },
} as const satisfies Record<string, Rule>;

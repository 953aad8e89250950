// What ties an incident to pages and to other incidents: as facts, and as what can be asked; part of every incident's events and commands.

/** Another incident, as a fact names it: its title stays its own. `incident`: its stream. `channel`: where it is worked on. */
export type OtherIncident = { number: number; incident: string; channel?: { team: string; id: string } };

/** See `events.ts`: `data` stays, `content` can be erased. */
export type LinkShapes = {
  /** `instead`: the fact that linked the same address before, under other words. */
  'link-added': { data: { instead?: string }; content: { url: string; title?: string } };
  /** `link`: the fact that added it. */
  'link-removed': { data: { link: string }; content: null };
  /** `mutual`: the other one is to say so, too. */
  'incident-related': { data: OtherIncident & { mutual?: boolean }; content: null };
  'incident-unrelated': { data: OtherIncident & { mutual?: boolean }; content: null };
};

/** See `commands.ts`. `other`: the stream of an incident that whoever asks may see. */
export type LinkWishes = {
  'add-link': { url: string; title?: string };
  'remove-link': { link: string };
  relate: { other: string };
  unrelate: { number: number };
  /** The other one told it. */
  'record-related': OtherIncident;
  'record-unrelated': OtherIncident;
};

// Graphs as facts: what was measured around the incident, kept so that the picture can be drawn again.
import { type Decide, NOTHING, one } from './decision.ts';
import type { Recorded } from './events.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';
import { cutTitle } from './texts.ts';

/** State stays small: the latest graphs, of which a service has three at most at a time. */
const REMEMBERED = 6;

export const recordGraph: Decide<'record-graph'> = ({ wish }, { lookups }) => {
  const title = cutTitle(wish.title);
  return one(lookups, 'graph-kept', wish.graph, { title }, { search: title });
};

export const recordGraphPost: Decide<'record-graph-post'> = ({ wish }, { state, lookups }) =>
  state.graphs?.some(({ event, file }) => event === wish.graph && file === wish.file)
    ? NOTHING
    : one(lookups, 'graph-posted', wish, null);

/** Asking is all that is written; drawing takes its time and follows by itself. */
export const askGraph: Decide<'ask-graph'> = ({ asking }, { state, lookups }) => {
  if (state.kind === 'imported') {
    throw new Refusal(`INC-${state.number} was imported: no graphs are drawn for it.`);
  }
  return one(lookups, 'command-answered', { command: 'graph' }, { line: asking.words ?? 'graph' });
};

export function graphKept(state: Incident, { id, data }: Recorded<'graph-kept'>): Incident {
  const { moment, picture } = data;
  const shown = { event: id, moment, ...(picture?.sha256 ? { picture: picture.sha256 } : {}) };
  return { ...state, graphs: [...(state.graphs ?? []), shown].slice(-REMEMBERED) };
}

export function graphPosted(state: Incident, { data }: Recorded<'graph-posted'>): Incident {
  const { graph, file, permalink } = data;
  const graphs = (state.graphs ?? []).map((one) =>
    one.event === graph ? { ...one, file, ...(permalink ? { permalink } : {}) } : one,
  );
  return { ...state, graphs };
}

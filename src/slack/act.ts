// What most deeds do: change their incident, and answer shortly.
import type { Handled } from '../engine/engine-port.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import { channelLink, escaped, isolated } from './blocks.ts';
import type { Answer, Ask, DeedContext } from './deed.ts';
import type { FormMetadata } from './forms.ts';
import { streamOf } from './ids.ts';
import { wordsOf } from './typed-words.ts';

/** The incident that is meant. Refused where there is none: a button outside of its channel, a form that lost its own. */
export function incidentOf(ask: Pick<Ask, 'incident'>): Incident {
  if (!ask.incident) {
    throw new Refusal(
      'I cannot tell which incident is meant. Do this in the incident’s channel.',
      'incident',
    );
  }
  return ask.incident;
}

/** Asks the engine to change the incident of the ask. */
export function change<T extends CommandType>(
  ask: Pick<Ask, 'incident' | 'asking'>,
  context: DeedContext,
  type: T,
  wish: Wish<T>,
): Promise<Handled> {
  return context.engine.handle({ type, incident: streamOf(incidentOf(ask)), wish, asking: ask.asking });
}

/** Nothing, where the incident's channel shows it by itself; elsewhere the words. */
export function seenInChannel(ask: Ask, words: string): Answer {
  const incident = incidentOf(ask);
  if (incident.channel?.id === ask.channel) {
    return { kind: 'nothing' };
  }
  return { kind: 'private', text: `${words} ${nameWithChannel(incident)}.` };
}

/** `INC-42 in #inc-…`, or the number alone while there is no channel. */
function nameWithChannel(incident: Incident): string {
  const where = incident.channel ? ` in ${channelLink(incident.channel.id)}` : '';
  return `It is in the record of INC-${incident.number}${where}`;
}

/** `*INC-42* Checkout is slow` */
export function headline(incident: Incident): string {
  return `*INC-${incident.number}* ${escaped(isolated(incident.title.text))}`;
}

/** The rest of the line in plain words. */
export function restOf(ask: Ask, context: DeedContext): string {
  return wordsOf(ask.rest, context.people);
}

/** What a form about this ask brings back. */
export function formOf(ask: Ask, more?: FormMetadata['more']): FormMetadata {
  return {
    ...(ask.incident ? { incident: streamOf(ask.incident) } : {}),
    ...(ask.channel ? { channel: ask.channel } : {}),
    ...(more ? { more } : {}),
  };
}

/** The zone in which this person writes: Slack's, else the incident's. */
export function zoneOfAsker(ask: Pick<Ask, 'asking' | 'incident'>, context: DeedContext): string | undefined {
  return context.people.zone(ask.asking.by.id) ?? ask.incident?.zone;
}

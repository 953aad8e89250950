// Messages that offer what can be done only for a while: a resolve to undo, a severity to raise to. The button is there as long as it helps.
import type { KnownBlock } from '@slack/types';
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { canUndo } from '../incident/undo-resolve.ts';
import type { Instant, SeverityValue } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { severityOfSignal } from '../policy/severities.ts';
import { button, context, dateToken, escaped, type Post, row, section, shorten } from './blocks.ts';
import { quoted, span, who } from './sentences.ts';

export function resolvedMessage(event: IncidentEvent, incident: Incident, now: Instant): Post {
  const lasted = span(event.occurredAt - incident.declaredAt);
  const quotation = event.type === 'status-changed' ? quoted(event.content?.text) : '';
  const text = `${who(event.actor)} resolved this incident after ${lasted}.${quotation}`;
  return { text, blocks: [section(text), ...undoRow(event.id, incident, now)] };
}

function undoRow(resolve: string, incident: Incident, now: Instant): KnownBlock[] {
  const { undone, zone } = incident;
  if (undone?.event === resolve) {
    return [context(`${who(undone.by)} took this back, ${dateToken(undone.at, zone)}.`)];
  }
  return canUndo(incident, now, resolve) ? [row('undo', [button('Undo', 'undo:press', resolve)])] : [];
}

/** Offered while it is open and counts as less. */
export function raiseRow({ id, label, rank }: SeverityValue, { status, severity }: Incident): KnownBlock[] {
  return isOpen(status) && rank < severity.rank
    ? [row('severity', [button(`Raise to ${label}`, 'severity:raise', id)])]
    : [];
}

/** What the alert says of its severity, and what that is here. */
function severitySaid(event: IncidentEvent, policy: Policy) {
  const joined = event.type === 'signal-attached';
  const signal: { severity?: string; priority?: string } = joined
    ? event.data.signal
    : event.type === 'signal-ranked'
      ? event.data
      : {};
  const said = signal.priority ?? signal.severity;
  const meant = severityOfSignal(policy, signal);
  return said && meant ? { joined, said, meant } : undefined;
}

/** A monitor that thinks worse of it than we do: said, with a button; never raised by software. */
export function signalSeverity(event: IncidentEvent, incident: Incident, policy: Policy): Post | undefined {
  const { meant } = severitySaid(event, policy) ?? {};
  return meant && meant.rank < incident.severity.rank
    ? signalSeverityShown(event, incident, policy)
    : undefined;
}

/** The same as it stands in the channel, whatever the incident counts as by now. */
export function signalSeverityShown(
  event: IncidentEvent,
  incident: Incident,
  policy: Policy,
): Post | undefined {
  const { joined, said, meant } = severitySaid(event, policy) ?? {};
  if (!said || !meant) {
    return undefined;
  }
  const text = `An alert ${joined ? 'that joined' : 'of this incident now'} says “${escaped(shorten(said, 50))}”, which is ${escaped(meant.label)} here. This incident is ${escaped(incident.severity.label)}.`;
  return { text, blocks: [section(text), ...raiseRow(meant, incident)] };
}

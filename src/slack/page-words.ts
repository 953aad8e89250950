// What responders read of pages and of who is on call: sentences in the channel, lines on the card, the direct message.
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { OnDuty, Responder } from '../incident/page-values.ts';
import { pagesOf } from '../incident/pages.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import { timeOfWeek } from '../incident/words.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeaveWhole } from '../policy/private.ts';
import {
  bold,
  button,
  channelLink,
  dateToken,
  escaped,
  link,
  mention,
  type Post,
  row,
  section,
} from './blocks.ts';
import { pack } from './press-values.ts';
import { nameOfIncident, quoted, who } from './sentences.ts';

const WITHOUT_DAY = '{time}';

/** Somebody by mention, so that they hear of it; by name where they have no account here. */
export const called = ({ slack, name }: Responder) => (slack ? mention(slack) : escaped(name));

const everybody = (people: readonly Responder[], label: string) =>
  people.length > 0 ? people.map(called).join(', ') : bold(label);

/** `until Mon 09:00`, in the incident's zone; nothing where it has no end. */
const untilWords = (until: Instant | undefined, zone: string) =>
  until === undefined ? '' : ` until ${timeOfWeek(until, zone)}`;

function onDutyLine(people: readonly OnDuty[], zone: string): string {
  return people
    .map((one) => `${called(one)}${untilWords(one.until, zone)}${one.slack ? '' : ' (has no account here)'}`)
    .join(', ');
}

/** The card's line about who is on call; empty where no schedule was asked. */
export function onCallCardLine({ onCall, zone }: Incident): string {
  if (!onCall) {
    return '';
  }
  const label = escaped(onCall.label);
  return onCall.missing
    ? `On call for ${label}: not known, ${escaped(onCall.vendor.label)} did not say`
    : `On call for ${label}: ${onDutyLine(onCall.people, zone)}`;
}

const STATES = {
  asked: 'being paged',
  paged: 'paged, no answer yet',
  acknowledged: 'acknowledged the page',
  unanswered: 'paged, did not answer',
  'given-up': 'could not be paged',
} as const;

/** The card's line about the latest page; empty where nobody was paged. */
export function pageCardLine(incident: Incident): string {
  const page = pagesOf(incident).at(-1);
  return page ? `${escaped(page.who ?? page.label)}: ${STATES[page.state]}` : '';
}

type About<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>;
type PageEvent = About<
  'person-paged' | 'page-troubled' | 'page-acknowledged' | 'page-unanswered' | 'on-call-unknown'
>;

function pagedSentence({ data }: About<'person-paged'>): string {
  const whom = everybody(data.people, data.label);
  const open = data.url ? ` ${link(data.url, 'Open it there')}.` : '';
  return data.pager
    ? `Paged ${whom} through ${bold(data.vendor.label)}.${open} Nobody has acknowledged yet.`
    : `${whom}: you are asked for here. No pager is connected, so this message and a direct one are all that was sent; call if it is urgent.`;
}

function troubledSentence({ data, content }: About<'page-troubled'>, incident: Incident): string {
  const until = dateToken(data.until, incident.zone, WITHOUT_DAY);
  const onDuty = incident.onCall?.people ?? [];
  const named = onDuty.length > 0 ? ` ${onDuty.map(called).join(', ')} should be on call.` : '';
  return `${bold(data.vendor.label)} does not take the page for ${bold(data.label)}: ${escaped(content?.why ?? '')} It is tried again until ${until}.${named} By hand: call them, or page them at ${escaped(data.vendor.label)} yourself.`;
}

function unknownSentence({ data, content }: About<'on-call-unknown'>): string {
  return `It is not known who is on call for ${bold(data.label)}: ${escaped(content?.why ?? '')} The responders of the configuration are invited instead. By hand: look at ${escaped(data.vendor.label)}, then invite them or call them.`;
}

/** A sentence of ours; undefined for events of another kind. */
export function pageSentence(event: IncidentEvent, incident: Incident): string | undefined {
  switch (event.type) {
    case 'page-asked':
      return `${who(event.actor)} asked for a page.${quoted(event.content?.why)}`;
    case 'person-paged':
      return pagedSentence(event);
    case 'page-troubled':
      return troubledSentence(event, incident);
    case 'page-acknowledged': {
      const { by, there, vendor } = event.data;
      return `${who(by)} acknowledged the page${there && vendor ? ` in ${escaped(vendor.label)}` : ''}.`;
    }
    case 'page-unanswered':
      return `${bold(event.data.who)} has not answered the page for ten minutes. Page somebody else, or call.`;
    case 'on-call-unknown':
      return unknownSentence(event);
    case 'effect-failed':
      return event.data.kind === 'person.page' ? givenUpSentence(event, incident) : undefined;
    default:
      return undefined;
  }
}

function givenUpSentence({ data, content }: About<'effect-failed'>, incident: Incident): string {
  const page = pagesOf(incident).find(({ id }) => data.effect.startsWith(`${id}/`));
  return `The page for ${bold(page?.label ?? 'somebody')} reached nobody, and is not tried any more. ${escaped(content?.why ?? '')} By hand: call them.`;
}

const isPageEvent = (event: IncidentEvent): event is PageEvent =>
  ['person-paged', 'page-troubled', 'page-acknowledged', 'page-unanswered', 'on-call-unknown'].includes(
    event.type,
  );

const isToTake = (incident: Incident, page: string) =>
  isOpen(incident.status) && pagesOf(incident).find(({ id }) => id === page)?.state === 'paged';

/** A sentence about a page, with a button where somebody can still take it here. Undefined where it says nothing new. */
export function pagePost(event: IncidentEvent, incident: Incident): Post | undefined {
  const text = isPageEvent(event) ? pageSentence(event, incident) : undefined;
  if (text === undefined) {
    return undefined;
  }
  const takes = event.type === 'person-paged' && !event.data.pager && isToTake(incident, event.data.page);
  return {
    text,
    blocks: [section(text), ...(takes ? [acknowledgeRow(incident, event.data.page)] : [])],
  };
}

const acknowledgeRow = (incident: Incident, page: string) =>
  row('page', [button('Acknowledge', 'page:ack', pack(incident, { page }), { style: 'primary' })]);

/** The page itself, where there is no pager. */
export function directPage(
  asked: About<'page-asked'>,
  event: About<'person-paged'>,
  incident: Incident,
  policy: Policy,
): Post {
  const whole = mayLeaveWhole(policy, incident, 'pages');
  const name = whole ? nameOfIncident(incident) : `INC-${incident.number}, a private incident`;
  const where = incident.channel ? ` in ${channelLink(incident.channel.id)}` : '';
  const text = `${who(asked.actor)} asks for you: ${name}${where}, ${escaped(incident.severity.label)}.${whole ? quoted(asked.content?.why) : ''}`;
  return { text, blocks: [section(text), acknowledgeRow(incident, event.data.page)] };
}

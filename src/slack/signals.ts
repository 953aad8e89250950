// Alerts that did not open an incident: one quiet line each, or one message for a flood, with buttons for people to decide.
import type { KnownBlock } from '@slack/types';
import type { ReceivedSignal, SaidLine } from '../engine/engine-port.ts';
import type { Performer } from '../engine/performer.ts';
import type { MessagePlace } from '../incident/values.ts';
import type { EffectOf } from '../workflows/effects.ts';
import { planFor } from '../workflows/rules.ts';
import {
  bold,
  button,
  channelLink,
  context,
  dateToken,
  escaped,
  isolated,
  link,
  type Post,
  plain,
  row,
  section,
  shorten,
} from './blocks.ts';
import type { ChannelFinder } from './find-channel.ts';
import { namedPlaces, type Place, sayWhereHeard } from './operators.ts';
import { findPosted, type Mark, post, postOnce, update } from './posting.ts';
import { PERFORMER, type Stage } from './stage.ts';

/** Lines shown of a flood; all are on record, and all can be chosen from below. */
const SHOWN = 15;
/** Slack's docs, "select menu element". */
const MOST_OPTIONS = 100;

/** With where it went on, as far as everybody may know. */
type Shown = ReceivedSignal & { joined?: string };

function signalLine({ signal, over, joined }: Shown): string {
  const facts = [
    signal.severity ? escaped(shorten(signal.severity, 40)) : '',
    signal.service ? escaped(shorten(signal.service, 80)) : '',
  ].filter(Boolean);
  const about = facts.length > 0 ? ` (${facts.join(', ')})` : '';
  return `${over ? 'Over: ' : ''}${bold(isolated(shorten(signal.title, 200)))}${about}${joined ? `: part of ${joined}` : ''}`;
}

function linksOf({ signal }: ReceivedSignal): string {
  const { runbook, source, dashboard } = signal.links;
  return [
    runbook ? link(runbook, 'Runbook') : '',
    source ? link(source, 'Source') : '',
    dashboard ? link(dashboard, 'Dashboard') : '',
  ]
    .filter(Boolean)
    .join('  ·  ');
}

/** One alert in one line, why it opened nothing, and what a person can do with it. */
function renderSignalLine(received: Shown, zone: string): Post {
  const { signal, rule, event, incident } = received;
  const why = rule ? `Rule: ${escaped(rule.name)}.` : '';
  const details = [`Since ${dateToken(signal.startsAt, zone)}`, linksOf(received), why].filter(Boolean);
  const choice = incident
    ? []
    : [row('signal', [button('Declare', 'declare:signal', event), button('Attach', 'attach:signal', event)])];
  return {
    text: `Alert: ${escaped(shorten(signal.title, 200))}`,
    blocks: [section(signalLine(received)), context(details.join('  ·  ')), ...choice],
  };
}

function chooser(actionId: string, words: string, signals: readonly ReceivedSignal[]): KnownBlock {
  return {
    type: 'actions',
    block_id: actionId,
    elements: [
      {
        type: 'static_select',
        action_id: actionId,
        placeholder: plain(words, 150),
        options: signals.slice(0, MOST_OPTIONS).map(({ event, signal }) => ({
          text: plain(signal.service ? `${signal.service}: ${signal.title}` : signal.title, 75),
          value: event,
        })),
      },
    ],
  };
}

/** A flood in one message: what it holds, how many, and one choice for each deed. */
function renderSignalGroup(group: { signals: readonly Shown[]; more: number }): Post {
  const { signals, more } = group;
  const count = signals.length + more;
  const open = signals.filter(({ incident }) => incident === undefined);
  const hidden = count - Math.min(signals.length, SHOWN);
  const title = `${count} alerts came in within a short time. None of them opened an incident by itself; they may belong together.`;
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      section(
        signals
          .slice(0, SHOWN)
          .map((one) => `• ${signalLine(one)}`)
          .join('\n'),
      ),
      ...(hidden > 0 ? [context(`And ${hidden} more. All are on record.`)] : []),
      ...(open.length > 0
        ? [
            chooser('declare:signal', 'Declare an incident from…', open),
            chooser('attach:signal', 'Attach to an open incident…', open),
          ]
        : []),
    ],
  };
}

/** With the severity, service and team that the rules give it, and the incident that it is part of. */
async function asShown(stage: Stage, received: ReceivedSignal): Promise<Shown> {
  const incident = received.incident && (await stage.engine.questions.incident(received.incident, PERFORMER));
  const where = incident && (incident.channel ? ` (${channelLink(incident.channel.id)})` : '');
  return {
    ...received,
    signal: planFor(received.signal, stage.policy).plan.signal,
    ...(incident && !incident.private ? { joined: `INC-${incident.number}${where}` } : {}),
  };
}

const allShown = (stage: Stage, signals: readonly ReceivedSignal[]): Promise<Shown[]> =>
  Promise.all(signals.map((one) => asShown(stage, one)));

/** Undefined where none of them is in the record. */
async function wordsOfLine(stage: Stage, ids: readonly string[]): Promise<Post | undefined> {
  const signals = await allShown(stage, await stage.engine.questions.signals(ids));
  const [first] = signals;
  return first && signals.length === 1
    ? renderSignalLine(first, stage.policy.zone)
    : first && renderSignalGroup({ signals, more: 0 });
}

/** Undefined where it is empty. */
async function wordsOfGroup(stage: Stage, window: string): Promise<Post | undefined> {
  const { signals, more } = await stage.engine.questions.groupedSignals(window);
  return signals.length === 0
    ? undefined
    : renderSignalGroup({ signals: await allShown(stage, signals), more });
}

export function signalLinePerformer(stage: Stage, channels: ChannelFinder): Performer<'signal.line'> {
  return async (effect) => {
    const { signals } = effect.payload;
    const words = await wordsOfLine(stage, signals);
    if (!words) {
      return;
    }
    const mark = { signal: signals[0] ?? '' };
    await sayWhereHeard(stage, placesOf(stage, channels), async (channel, instead) => {
      await postOnce(stage, effect, { channel }, { ...words, blocks: [...words.blocks, ...instead] }, mark);
    });
  };
}

export function signalGroupPerformer(stage: Stage, channels: ChannelFinder): Performer<'signal.group'> {
  const places = new Map<string, MessagePlace>();
  return async (effect) => {
    const { window } = effect.payload;
    const all = await wordsOfGroup(stage, window);
    if (!all) {
      return;
    }
    const mark = { effect: effect.key, group: window };
    await sayWhereHeard(stage, placesOf(stage, channels), async (channel, instead) => {
      const words = { ...all, blocks: [...all.blocks, ...instead] };
      const known = places.get(window);
      const standing = known?.channel === channel ? known : await lookFor(stage, channel, { group: window });
      if (standing && (await update(stage, standing, words, mark, 'refresh'))) {
        places.set(window, standing);
        return;
      }
      places.set(window, await post(stage, { channel }, words, mark));
    });
  };
}

/** More alerts of one incident are not looked at. */
const MOST_ALERTS = 200;

/** What people read of these alerts, each message once. */
async function saidOf(stage: Stage, { stream, payload }: EffectOf<'line.refresh'>): Promise<SaidLine[]> {
  const { questions } = stage.engine;
  const events =
    payload.event === undefined
      ? (await questions.ofType(stream, 'signal-attached', MOST_ALERTS)).map(({ id }) => id)
      : [payload.event];
  const said = await Promise.all(events.map((event) => questions.lineAbout(event)));
  return [...new Map(said.flatMap((one) => (one ? [[JSON.stringify(one), one] as const] : []))).values()];
}

/** Where it was said, if that was lately: what stands farther up is left as it is, and its buttons refuse. */
export function lineRefresher(stage: Stage, channels: ChannelFinder): Performer<'line.refresh'> {
  return async (effect) => {
    const [place] = placesOf(stage, channels);
    if (!place) {
      return;
    }
    for (const said of await saidOf(stage, effect)) {
      const mark: Mark = 'window' in said ? { group: said.window } : { signal: said.signal };
      const standing = await lookFor(stage, await place(), mark);
      const words =
        'window' in said ? await wordsOfGroup(stage, said.window) : await wordsOfLine(stage, [said.signal]);
      if (standing && words) {
        await update(stage, standing, words, { effect: effect.key, ...mark }, 'refresh');
      }
    }
  };
}

async function lookFor(stage: Stage, channel: string, wanted: Mark): Promise<MessagePlace | undefined> {
  const fits = (mark: Record<string, unknown>) =>
    Object.entries(wanted).every(([name, value]) => mark[name] === value);
  const found = await findPosted(stage, { channel }, fits);
  return found && { team: stage.session.identity().team, channel, ts: found.ts };
}

/** Alerts that wait for a decision belong where incidents are announced. */
function placesOf(stage: Stage, channels: ChannelFinder): Place[] {
  const { announcements, operators } = namedPlaces(stage, channels);
  return [...announcements, ...operators];
}

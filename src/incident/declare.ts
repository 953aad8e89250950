// Declaring: what has to be said, and everything an incident starts with, in one decision.

import { everybodyFor } from '../policy/people.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceByWord, serviceName, teamName, zoneOf } from '../policy/services.ts';
import { defaultSeverity, severityOfSignal } from '../policy/severities.ts';
import { isHuman } from './actors.ts';
import { requireRight } from './allowed.ts';
import { channelNameFor, privateChannelName } from './channel-name.ts';
import type { CommandOf, Decision, Lookups } from './commands.ts';
import { decided, fact, together } from './decision.ts';
import { copied } from './evidence-copied.ts';
import { numberKey, type SignalRow, signalKey } from './keys.ts';
import { channelOpened } from './records.ts';
import { Refusal } from './refusal.ts';
import { namedSeverity, recordedSeverity } from './severity.ts';
import { attached } from './signals.ts';
import { cutTitle, IMPACT_MAX, required, titleOf } from './texts.ts';

/** That a channel is an incident's is our doing, whoever asked for it. */
const OURSELVES = { kind: 'firescribe', id: 'firescribe' } as const;

type Declaration = CommandOf<'declare'>;

function requireAllowed({ wish, asking }: Declaration, policy: Policy): void {
  requireRight(policy, asking, 'declare');
  if (wish.private) {
    requireRight(policy, asking, 'declare-private');
  }
}

/** Two people who press *Declare* on one alert open one incident. */
function requireFree({ wish }: Declaration, lookups: Lookups): void {
  const held = wish.signal && (lookups.keys.get(signalKey(wish.signal)) as SignalRow | undefined);
  if (held?.attached) {
    throw new Refusal(`This alert is already part of INC-${held.number}.`);
  }
}

function severityOf({ wish }: Declaration, policy: Policy) {
  const named =
    wish.severity === undefined
      ? wish.signal && severityOfSignal(policy, wish.signal)
      : namedSeverity(wish.severity, policy);
  return {
    severity: recordedSeverity(named ?? defaultSeverity(policy)),
    severityChosen: named !== undefined,
  };
}

function belongsTo({ wish }: Declaration, policy: Policy) {
  const service = wish.service ?? wish.signal?.service;
  const team = wish.team ?? wish.signal?.team ?? (service ? serviceByWord(policy, service)?.team : undefined);
  return {
    ...(service?.trim() ? { service: serviceName(policy, service) } : {}),
    ...(team?.trim() ? { team: teamName(policy, team) } : {}),
  };
}

function declaration(command: Declaration, lookups: Lookups, policy: Policy) {
  const { wish, asking } = command;
  const title = wish.signal ? cutTitle(wish.title) : titleOf(wish.title, policy.command);
  const about = belongsTo(command, policy);
  const severity = severityOf(command, policy);
  const zone = zoneOf(policy, about.team);
  const number = lookups.nextNumber;
  const data = {
    number,
    kind: wish.kind,
    private: wish.private,
    status: isHuman(asking.by) ? ('acknowledged' as const) : ('detected' as const),
    ...severity,
    ...about,
    zone,
    invite: everybodyFor(
      policy,
      {
        ...about,
        kind: wish.kind,
        private: wish.private,
        ...(asking.by.kind === 'person' ? { declarer: asking.by.id } : {}),
      },
      severity,
    ),
    ...(wish.rule ? { rule: wish.rule } : {}),
    ...(wish.from ? { from: wish.from } : {}),
    ...(wish.detectedAt === undefined ? {} : { detectedAt: wish.detectedAt }),
    ...(wish.signal ? { beganGuess: wish.signal.startsAt } : {}),
    ...(wish.fields && Object.keys(wish.fields).length > 0 ? { fields: wish.fields } : {}),
    ...(wish.onAlertsOver ? { onAlertsOver: wish.onAlertsOver } : {}),
  };
  const impact = wish.impact?.trim()
    ? { impact: required(wish.impact, { what: 'The impact', max: IMPACT_MAX, field: 'impact', example: '' }) }
    : {};
  const { service } = about;
  const named = { number, kind: wish.kind, at: asking.at, zone };
  const channelName = wish.private
    ? privateChannelName(policy.channelName, named)
    : channelNameFor(policy.channelName, {
        ...named,
        title,
        service,
      });
  return fact(lookups, 'incident-declared', data, { title, ...impact, channelName });
}

/** A person's incident opens acknowledged, an alert's opens detected; signal and evidence come in the same append. */
export function declare(command: Declaration, lookups: Lookups, policy: Policy): Decision {
  requireAllowed(command, policy);
  requireFree(command, lookups);
  const { wish } = command;
  const made = declaration(command, lookups, policy);
  const { number } = made.data;
  return together([
    decided([made], {
      keys: [{ op: 'claim', key: numberKey(number), value: { number } }],
      search: [
        {
          op: 'upsert',
          id: made.id,
          text: [made.content.title, made.content.impact].filter(Boolean).join('\n'),
          headline: true,
        },
      ],
    }),
    ...(wish.signal
      ? [attached(wish.signal, wish.rule?.name ?? 'it was declared from this alert', { number, lookups })]
      : []),
    ...(wish.channel
      ? [channelOpened(wish.channel, { number, adopted: true, lookups, actor: OURSELVES })]
      : []),
    ...(wish.evidence ?? []).map((evidence) => copied({ ...evidence, pinned: false }, { number, lookups })),
  ]);
}

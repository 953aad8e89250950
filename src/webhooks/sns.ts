// Amazon CloudWatch's alarms, by way of SNS: signed messages of allowed topics, whose subscription we confirm.
import { z } from 'zod';
import type { Signal } from '../incident/values.ts';
import { id, instantOf, key, labelsOf, link, name, nameIn, text, titled, words } from './foreign-values.ts';
import { listSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor, Wire } from './port.ts';
import { hostOf, isAt, isSignedBySns, SnsMessage, TOPIC } from './sns-signature.ts';

const Dimension = z.object({ name: z.string(), value: z.unknown() });

const Alarm = z.object({
  AlarmName: z.string().min(1),
  AlarmDescription: text,
  AWSAccountId: id.optional().catch(undefined),
  AlarmArn: text,
  NewStateValue: z.string(),
  NewStateReason: text,
  /** Its offset has no colon: `+0000` (captured). */
  StateChangeTime: z.unknown().optional(),
  Region: text,
  Trigger: z
    .object({
      MetricName: text,
      Namespace: text,
      Threshold: z.unknown().optional(),
      Dimensions: z.array(Dimension).catch([]),
    })
    .nullish()
    .catch(undefined),
  /** Of a composite alarm, instead of a trigger. */
  AlarmRule: text,
});
type Alarm = z.infer<typeof Alarm>;

const SnsSettings = z.object({
  /** ARNs of the topics that we take messages from; no other is confirmed or read. */
  topics: listSetting(
    z.string().regex(TOPIC, 'use ARNs of topics: arn:aws:sns:eu-west-1:123456789012:alarms'),
  ).refine((topics) => topics.length > 0, 'give at least one topic'),
  /** Dimensions of the metric that name the service; words of the alarm's description such as `service=checkout` win. */
  serviceLabels: listSetting(z.string()).default(['service', 'ServiceName', 'FunctionName', 'ApiName']),
  teamLabels: listSetting(z.string()).default(['team', 'owner']),
});
type Settings = z.infer<typeof SnsSettings>;

function messageIn(raw: Uint8Array): SnsMessage | undefined {
  try {
    return SnsMessage.safeParse(JSON.parse(new TextDecoder().decode(raw))).data;
  } catch {
    return undefined;
  }
}

/** SNS gives up after an hour (documented), so that what is older is somebody's copy; clocks may differ by minutes. */
const OLDEST_MS = 65 * 60_000;
const AHEAD_MS = 5 * 60_000;

async function verify({ raw, wireTime }: Delivery, { topics }: Settings, wire: Wire): Promise<boolean> {
  const message = messageIn(raw);
  const sent = instantOf(message?.Timestamp);
  if (!message || !topics.includes(message.TopicArn) || sent === undefined) {
    return false;
  }
  const recent = wireTime - sent <= OLDEST_MS && sent - wireTime <= AHEAD_MS;
  return recent && isSignedBySns(message, wireTime, wire);
}

/** `service=checkout-api team:payments severity=critical`: the only labels that an alarm can be given. */
function wordsOfDescription(description: string | undefined): Record<string, string> {
  const found = [...(description ?? '').matchAll(/\b(service|team|severity|runbook)\s*[=:]\s*(\S+)/gi)];
  return Object.fromEntries(
    found.map(([, word = '', value = '']) => [word.toLowerCase(), value.replace(/[,;.]+$/, '')]),
  );
}

function consoleLink({ AlarmName }: Alarm, topic: string): string | undefined {
  const [, partition, region] = TOPIC.exec(topic) ?? [];
  return partition === 'aws'
    ? link(
        `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(AlarmName.toWellFormed())}`,
      )
    : undefined;
}

function signalOf(alarm: Alarm, message: SnsMessage, settings: Settings, delivery: Delivery): Signal {
  const labels = labelsOf({
    ...Object.fromEntries((alarm.Trigger?.Dimensions ?? []).map((one) => [one.name, one.value])),
    ...wordsOfDescription(alarm.AlarmDescription),
    alarm: alarm.AlarmName,
    account: alarm.AWSAccountId,
    region: alarm.Region,
    namespace: alarm.Trigger?.Namespace,
    metric: alarm.Trigger?.MetricName,
    threshold: alarm.Trigger?.Threshold,
  });
  const at = instantOf(alarm.StateChangeTime) ?? instantOf(message.Timestamp) ?? delivery.receivedAt;
  const state = alarm.NewStateValue === 'OK' ? 'resolved' : 'firing';
  return {
    vendor: 'sns',
    dedupeKey: key(alarm.AlarmArn ?? `${message.TopicArn}/${alarm.AWSAccountId}/${alarm.AlarmName}`),
    recurs: true,
    state,
    title: titled(alarm.AlarmName),
    description: words(
      [alarm.AlarmDescription, alarm.NewStateReason, alarm.AlarmRule].filter(Boolean).join('\n'),
    ),
    severity: labels.severity?.toLowerCase(),
    service: nameIn(settings.serviceLabels, labels),
    team: nameIn(settings.teamLabels, labels),
    labels,
    links: { runbook: link(labels.runbook), source: consoleLink(alarm, message.TopicArn) },
    startsAt: at,
    ...(state === 'resolved' ? { endsAt: at } : {}),
  };
}

function alarmIn(message: string): Alarm | undefined {
  try {
    return Alarm.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
}

function parse(body: unknown, settings: Settings, delivery: Delivery): Parsed {
  const read = SnsMessage.safeParse(body);
  if (!read.success) {
    return { ok: false, why: 'Not a message of Amazon SNS. Turn raw message delivery off.' };
  }
  const message = read.data;
  if (message.Type !== 'Notification') {
    const { TopicArn: topic } = message;
    return message.Type === 'SubscriptionConfirmation'
      ? { ok: true, inbound: [], notes: [`The subscription to ${topic} is confirmed.`] }
      : {
          ok: true,
          inbound: [],
          notes: [],
          troubles: [`The subscription to ${topic} was ended: no alarms come from there any more.`],
        };
  }
  const alarm = alarmIn(message.Message);
  if (alarm === undefined) {
    return { ok: false, why: `A message of ${message.TopicArn} is no CloudWatch alarm.` };
  }
  if (alarm.NewStateValue !== 'ALARM' && alarm.NewStateValue !== 'OK') {
    return {
      ok: true,
      inbound: [],
      notes: [`${name(alarm.AlarmName)} is ${name(alarm.NewStateValue)}, which says nothing.`],
    };
  }
  return {
    ok: true,
    inbound: [{ kind: 'signal', signal: signalOf(alarm, message, settings, delivery) }],
    notes: [],
  };
}

const ANSWER_MS = 8_000;

/** SNS asks by a link to be called. Only the topic's own host is, or anybody could have us call anything. */
async function confirm(body: unknown, { topics }: Settings, wire: Wire): Promise<void> {
  const message = SnsMessage.safeParse(body).data;
  if (message?.Type !== 'SubscriptionConfirmation' || !topics.includes(message.TopicArn)) {
    return;
  }
  const url = isAt(message.SubscribeURL ?? '', hostOf(message.TopicArn));
  if (url?.searchParams.get('Action') !== 'ConfirmSubscription') {
    return;
  }
  const answer = await wire.fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) {
    throw new Error(`SNS answered ${answer.status} to the confirmation of ${message.TopicArn}.`);
  }
}

export const sns: WebhookVendor<Settings> = {
  id: 'sns',
  label: 'Amazon CloudWatch (SNS)',
  settings: SnsSettings,
  env: { SNS_TOPICS: 'topics', SNS_SERVICE_LABELS: 'serviceLabels', SNS_TEAM_LABELS: 'teamLabels' },
  required: 'SNS_TOPICS',
  hint: 'This is no message that SNS signed for a topic of SNS_TOPICS within the last hour. Name the topic there, and turn raw message delivery off.',
  verify,
  parse,
  confirm,
};

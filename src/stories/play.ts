// Plays a story: each step happens as the person would do it, at its own time.
import type { Emulator } from '../emulator/emulator.ts';
import type { ManualClock } from '../lib/clock.ts';
import { alert, message } from '../webhooks/fixtures/alertmanager.ts';
import { type Company, WEBHOOK_SECRET } from './cast.ts';
import type { Deed, Script } from './script.ts';

export type Theatre = {
  slack: Emulator;
  clock: ManualClock;
  company: Company;
  /** Where Firescribe takes webhooks: `http://127.0.0.1:3001`. */
  webhooks: string;
  zone: string;
};

export type Direction = {
  /** Called before each step; resolves when it may happen. Time is skipped afterwards. */
  before?(step: Script['steps'][number], index: number): Promise<void>;
  /** Called once the incident has its channel. */
  onChannel?(channel: string): void;
};

type Playing = Theatre & {
  script: Script;
  labels: Map<string, string>;
  channel: string;
  known: Set<string>;
  startedAt: number;
};

const LONG = { timeoutMs: 60_000 };

/** Resolves with the id of the incident's channel when the last step is done. */
export async function play(script: Script, theatre: Theatre, direction: Direction = {}): Promise<string> {
  const known = new Set(theatre.slack.see.channels().map((channel) => channel.id));
  const playing: Playing = {
    ...theatre,
    script,
    labels: new Map(),
    channel: '',
    known,
    startedAt: theatre.clock.now(),
  };
  for (const [index, step] of script.steps.entries()) {
    await direction.before?.(step, index);
    playing.clock.moveBy(step.after * 1000);
    const had = playing.channel;
    await happen(playing, step.deed);
    if (!had && playing.channel) {
      direction.onChannel?.(playing.channel);
    }
  }
  return playing.channel;
}

async function happen(playing: Playing, deed: Deed): Promise<void> {
  if ('alert' in deed) {
    return fire(playing, deed);
  }
  if ('deploy' in deed) {
    return deploy(playing, deed);
  }
  if ('until' in deed) {
    return deed.until === 'channel' ? untilChannel(playing) : untilReview(playing);
  }
  if ('bot' in deed) {
    return postAsPipeline(playing, deed);
  }
  return act(playing, deed);
}

type Act = Exclude<Deed, { alert: unknown } | { deploy: unknown } | { until: unknown } | { bot: unknown }>;

async function act(playing: Playing, deed: Act): Promise<void> {
  const { slack, channel, labels } = playing;
  const person = slack.as(playing.company.people[deed.who]);
  const at = (label: string) => labels.get(label) ?? '';
  if ('joins' in deed) {
    await (slack.see.members(channel).includes(person.id) ? undefined : person.join(channel));
  } else if ('say' in deed) {
    const thread = deed.thread === undefined ? {} : { thread: at(deed.thread) };
    const ts = await person.say(channel, told(playing, deed.say), thread);
    labels.set(deed.label ?? ts, ts);
  } else if ('edit' in deed) {
    await person.edit(channel, at(deed.edit), told(playing, deed.text));
  } else if ('delete' in deed) {
    await person.delete(channel, at(deed.delete));
  } else if ('react' in deed) {
    await person.react(channel, at(deed.react), deed.emoji);
  } else if ('pin' in deed) {
    await person.pin(channel, at(deed.pin));
  } else if ('type' in deed) {
    await person.slash(channel, told(playing, deed.type));
  } else {
    await person.click({ channel, ts: cardOf(playing) }, deed.press, deed.value);
  }
}

/** `{ago:4}` as the time of day four minutes before, in the story's zone; `{link:cause}` as the link that people copy from a message. */
function told({ clock, zone, slack, channel, labels }: Playing, text: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return text
    .replace(/\{ago:(\d+)\}/g, (_all, minutes: string) => time.format(clock.now() - Number(minutes) * 60_000))
    .replace(
      /\{link:([\w-]+)\}/g,
      (_all, label: string) => `${slack.url}/archives/${channel}/p${labels.get(label)?.replace('.', '')}`,
    );
}

/** The pinned message of the bot. */
function cardOf({ slack, channel, company }: Playing): string {
  return slack.see.pins(channel).find((pin) => pin.user === company.app.botUserId)?.ts ?? '';
}

async function untilChannel(playing: Playing): Promise<void> {
  const { slack, known } = playing;
  playing.channel = await slack.until(
    () => {
      const fresh = slack.see.channels().find((channel) => !known.has(channel.id));
      return fresh && cardOf({ ...playing, channel: fresh.id }) ? fresh.id : undefined;
    },
    { ...LONG, what: 'the incident’s channel with its card' },
  );
}

async function untilReview({ slack, channel, company }: Playing): Promise<void> {
  const linked = () =>
    slack.see.canvases(channel).length > 0 &&
    slack.see
      .messages(channel)
      .some((said) => said.user === company.app.botUserId && /postmortem|retrospective/i.test(said.text));
  await slack.until(linked, { ...LONG, what: 'the review in the channel' });
  await slack.idle();
}

async function postAsPipeline(playing: Playing, deed: Extract<Deed, { bot: string }>): Promise<void> {
  const response = await fetch(`${playing.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      authorization: `Bearer ${playing.company.pipeline.botToken}`,
    },
    body: JSON.stringify({ channel: playing.channel, text: told(playing, deed.say) }),
  });
  const answer = (await response.json()) as { ok: boolean; ts?: string; error?: string };
  if (!answer.ok) {
    throw new Error(`The pipeline could not post: ${answer.error}`);
  }
  playing.labels.set(deed.label ?? deed.say, answer.ts ?? '');
}

/** Sends a run of the pipeline as its last step would. */
async function deploy(
  { webhooks, clock }: Playing,
  { deploy: version, service, run, status, ago }: Extract<Deed, { deploy: string }>,
): Promise<void> {
  const response = await fetch(`${webhooks}/webhooks/deploy`, {
    method: 'POST',
    headers: { authorization: `Bearer ${WEBHOOK_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: run,
      service,
      version,
      environment: 'production',
      status,
      url: `https://ci.example.com/runs/${run}`,
      finished_at: new Date(clock.now() - ago * 1000).toISOString(),
    }),
  });
  if (!response.ok) {
    throw new Error(`The deployment was not taken: ${response.status} ${await response.text()}`);
  }
}

/** Sends the alert exactly as Alertmanager does. */
async function fire(playing: Playing, deed: Extract<Deed, { alert: unknown }>): Promise<void> {
  const now = playing.clock.now();
  playing.startedAt = deed.alert === 'firing' ? now - deed.startedBefore * 1000 : playing.startedAt;
  await sendAlert(playing.webhooks, {
    name: deed.name,
    status: deed.alert,
    severity: deed.severity,
    service: deed.service,
    startsAt: new Date(playing.startedAt).toISOString(),
    ...(deed.alert === 'resolved' ? { endsAt: new Date(now).toISOString() } : {}),
    annotations: { summary: deed.summary, runbook_url: 'https://runbooks.example.com/checkout-latency' },
  });
}

/** Posts one alert to Firescribe's webhook. @throws Error where it is not taken. */
export async function sendAlert(webhooks: string, parts: Parameters<typeof alert>[0]): Promise<void> {
  const response = await fetch(`${webhooks}/webhooks/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${WEBHOOK_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify(message([alert(parts)])),
  });
  if (!response.ok) {
    throw new Error(`The alert was not taken: ${response.status} ${await response.text()}`);
  }
}

// Any JSON as alerts, read as firescribe.yml says: the embedded default for monitors that we know nothing of.
import { z } from 'zod';
import type { Signal } from '../incident/values.ts';
import { carriesSecret, carrying, SECRET_HINT } from './bearer.ts';
import { instantOf, key, labelsOf, link, name, titled, words } from './foreign-values.ts';
import type { JsonWebhook } from './json-mapping.ts';
import { isPath, valuesAt } from './json-path.ts';
import { mount, secretsSetting } from './mount.ts';
import type { Delivery, Parsed, Webhook, WebhookVendor } from './port.ts';
import { isTimely, signedBy } from './signed.ts';

const Settings = z.object({ secrets: secretsSetting });
type Settings = z.infer<typeof Settings>;

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar => /^(string|number|boolean)$/.test(typeof value);

/** What a path leads to first, of what says something. */
function valueAt(body: unknown, path: string): Scalar | undefined {
  return valuesAt(body, path).find(
    (value): value is Scalar => isScalar(value) && String(value).trim() !== '',
  );
}

/** A text of the configuration: a path into the body, or itself. */
function textAt(body: unknown, from: string | undefined): string | undefined {
  if (from === undefined || !from.startsWith('$')) {
    return from;
  }
  const value = valueAt(body, from);
  return value === undefined ? undefined : String(value);
}

const plain = (value: unknown) => String(value).trim().toLowerCase();

function holds(body: unknown, condition: JsonWebhook['resolved']): boolean {
  if (condition === undefined) {
    return false;
  }
  const values = valuesAt(body, condition.path);
  if (condition.is === undefined) {
    return values.some((value) => value !== null && value !== false && value !== '');
  }
  const wanted = [condition.is].flat().map(plain);
  return values.some((value) => (value === null || isScalar(value)) && wanted.includes(plain(value)));
}

function labelsAt(body: unknown, from: JsonWebhook['labels']): Record<string, string> {
  if (typeof from !== 'string') {
    return labelsOf(
      Object.fromEntries(Object.entries(from ?? {}).map(([label, path]) => [label, textAt(body, path)])),
    );
  }
  const [found] = valuesAt(body, from);
  return found !== null && typeof found === 'object' && !Array.isArray(found)
    ? labelsOf(found as Record<string, unknown>)
    : {};
}

function severityAt(body: unknown, { severity, severities = {} }: JsonWebhook): string | undefined {
  const told = name(textAt(body, severity))?.toLowerCase();
  return Object.entries(severities).find(([from]) => plain(from) === told)?.[1] ?? told;
}

/** Undefined where nothing tells it from other alerts. */
function signalAt(vendor: string, body: unknown, map: JsonWebhook, delivery: Delivery): Signal | undefined {
  const parts = [map.key].flat().map((from) => textAt(body, from));
  if (parts.some((part) => part === undefined)) {
    return undefined;
  }
  const state = holds(body, map.resolved) ? 'resolved' : 'firing';
  const at = (path: string | undefined) => (path === undefined ? undefined : instantOf(valueAt(body, path)));
  const ended = at(map.endedAt) ?? delivery.receivedAt;
  const linkAt = (from: string | undefined) => link(textAt(body, from));
  return {
    vendor,
    dedupeKey: key(parts.join('/')),
    recurs: true,
    state,
    title: titled(textAt(body, map.title)),
    description: words(textAt(body, map.description)),
    severity: severityAt(body, map),
    service: name(textAt(body, map.service)),
    team: name(textAt(body, map.team)),
    labels: labelsAt(body, map.labels),
    links: { runbook: linkAt(map.runbook), source: linkAt(map.source), dashboard: linkAt(map.dashboard) },
    startsAt: at(map.startedAt) ?? (state === 'resolved' ? ended : delivery.receivedAt),
    ...(state === 'resolved' ? { endsAt: ended } : {}),
    ...(holds(body, map.test) ? { test: true } : {}),
  };
}

/** A path's last step: its name, or what it takes of a list. */
const LAST = /(?:\.[A-Za-z_*]\w*|\[[^[\]]*\])$/;
/** Anything but a name may find nothing where a list is empty. */
const NAMED = /(?:\.[A-Za-z_]\w*|\[(?:'[^']*'|"[^"]*"|\d+)\])$/;

/** The path without its last step; a filter may hold brackets of its own. */
function parentOf(path: string): string {
  const simple = path.replace(LAST, '');
  return simple === path || !isPath(simple) ? path.slice(0, Math.max(1, path.lastIndexOf('[?'))) : simple;
}

/** Nothing stands at the path, and may well: the list that it looks into is there, and empty (null, as some write it). */
function isEmptyList(body: unknown, path: string): boolean {
  const parent = parentOf(path);
  const lists = valuesAt(body, parent);
  if (lists.length === 0) {
    return parent !== '$' && isEmptyList(body, parent);
  }
  return !NAMED.test(path) && lists.every((list) => list === null || Array.isArray(list));
}

/** How many stand in the lists that it looks into. */
function standingAt(body: unknown, path: string): number {
  const parent = parentOf(path);
  const lists = valuesAt(body, parent);
  return lists.length === 0 && parent !== '$'
    ? standingAt(body, parent)
    : lists.flatMap((list) => (Array.isArray(list) ? list : [])).length;
}

/** No alert where a list of alerts stands and is empty; nor in `{}`, which `doctor` sends. */
function mayBeNone(body: unknown, each: string): boolean {
  const isObject = body !== null && typeof body === 'object' && !Array.isArray(body);
  return (isObject && Object.keys(body).length === 0) || isEmptyList(body, each);
}

/** Each path is looked up anew in each alert: a body with more is answered, kept, and said to be cut off. */
const MOST_ALERTS = 500;

/** What was seen of a mapping since it counts: an `each` that picked something once is no mistake. */
type Seen = { picked: boolean };

/** A filter with a slip in it picks nothing, ever, and no alert would come of all that is sent. */
function pickedNothing(each: string, body: unknown): string[] {
  const standing = standingAt(body, each);
  return standing === 0
    ? []
    : [
        `\`each\` (\`${each}\`) picked none of the ${standing} that stand there, and has picked nothing yet. Where alerts are among them, mend it in firescribe.yml.`,
      ];
}

function parse(vendor: string, map: JsonWebhook, seen: Seen, body: unknown, delivery: Delivery): Parsed {
  if (body === undefined) {
    return { ok: false, why: `Its mapping is \`webhooks.${vendor}\` in firescribe.yml.` };
  }
  const all = map.each === undefined ? [body] : valuesAt(body, map.each);
  if (all.length === 0 && map.each !== undefined && !mayBeNone(body, map.each)) {
    return {
      ok: false,
      why: `Nothing stands at \`${map.each}\`, where its alerts are looked for. Mend \`each\` of \`webhooks.${vendor}\` in firescribe.yml.`,
    };
  }
  seen.picked ||= all.length > 0;
  const told = all.slice(0, MOST_ALERTS).map((one) => signalAt(vendor, one, map, delivery));
  const signals = told.flatMap((signal) => signal ?? []);
  if (signals.length === 0 && all.length > 0) {
    const paths = [map.key].flat().join(', ');
    return {
      ok: false,
      why: `Nothing stands at \`key\` (${paths}), which tells alerts apart. Mend \`webhooks.${vendor}\` in firescribe.yml.`,
    };
  }
  const notes = all.length === 0 ? [`Nothing stands at \`${map.each}\`.`] : [];
  const without = told.length - signals.length;
  return {
    ok: true,
    inbound: signals.map((signal) => ({ kind: 'signal', signal })),
    notes,
    troubles: [
      ...(map.each === undefined || seen.picked ? [] : pickedNothing(map.each, body)),
      ...(without > 0 ? [`${without} alerts have nothing at \`key\`; they are only kept.`] : []),
      ...(all.length > MOST_ALERTS ? [`Of ${all.length} alerts the first ${MOST_ALERTS} were read.`] : []),
    ],
  };
}

function isSigned(
  delivery: Delivery,
  secrets: readonly string[],
  how: NonNullable<JsonWebhook['signature']>,
): boolean {
  const given = delivery.headers[how.header.toLowerCase()] ?? '';
  const prefix = how.prefix ?? '';
  if (!given.startsWith(prefix)) {
    return false;
  }
  const signature = [given.slice(prefix.length)];
  if (how.timestampHeader === undefined) {
    return signedBy(signature, secrets, delivery.raw);
  }
  const time = delivery.headers[how.timestampHeader.toLowerCase()] ?? '';
  const parts = [`${time}${how.between ?? '.'}`, delivery.raw] as const;
  return isTimely(instantOf(time), delivery.wireTime) && signedBy(signature, secrets, ...parts);
}

function vendorOf(id: string, map: JsonWebhook): WebhookVendor<Settings> {
  const { signature } = map;
  const seen: Seen = { picked: false };
  return {
    id,
    label: map.label ?? id,
    settings: Settings,
    env: { [map.secret]: 'secrets' },
    required: map.secret,
    hint: signature
      ? `${signature.header} is missing or does not fit: it is the HMAC-SHA256 of the body with ${map.secret}.`
      : SECRET_HINT,
    verify: (delivery, { secrets }) =>
      signature ? isSigned(delivery, secrets, signature) : carriesSecret(delivery, secrets),
    parse: (body, _settings, delivery) => parse(id, map, seen, body, delivery),
    // An empty list where alerts come in lists; anything else would be an alert.
    ...(signature || map.each === undefined
      ? {}
      : { ping: ({ secrets }) => ({ headers: carrying(secrets), raw: new TextEncoder().encode('{}') }) }),
  };
}

type Env = Readonly<Record<string, string | undefined>>;

/** The webhooks of the configuration file that have their secret; as with every vendor, one without it is off. A problem names the variable. */
export function jsonWebhooks(
  section: Readonly<Record<string, JsonWebhook>>,
  env: Env,
): { webhooks: Webhook[]; problems: string[] } {
  const problems: string[] = [];
  const webhooks = Object.entries(section).flatMap(([id, map]) => {
    if (!env[map.secret]) {
      return [];
    }
    const settings = Settings.safeParse({ secrets: env[map.secret] });
    if (settings.success) {
      return [mount(vendorOf(id, map), settings.data)];
    }
    problems.push(`${map.secret}: ${settings.error.issues[0]?.message}.`);
    return [];
  });
  return { webhooks, problems };
}

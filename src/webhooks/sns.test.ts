import { captured, deliveryOf, RECEIVED, read, told, turnedOn } from './fixtures/knock.ts';
import { CERTIFICATE, EXPIRED, notification, signed, subscription, TOPIC } from './fixtures/sns.ts';
import { sns } from './sns.ts';

/** What is asked of the network, and what stands there. */
function network(answer: (url: URL) => Response) {
  const asked: string[] = [];
  const fetchHere = (async (input: URL) => {
    asked.push(input.href);
    return answer(input);
  }) as unknown as typeof fetch;
  return { asked, webhook: turnedOn(sns, { topics: TOPIC }, { fetch: fetchHere }) };
}

let pems = 0;
/** Certificates are kept by address: each test has one of its own. */
function ownUrl(): string {
  pems += 1;
  return `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-${String(pems).padStart(8, '0')}.pem`;
}
const certified = () => network(() => new Response(CERTIFICATE));
const { webhook: reader } = certified();
const signal = (more: Record<string, unknown> = {}) =>
  told(reader, JSON.parse(signed(notification(more)))).signals[0];

test('an alarm becomes a signal; its description says what CloudWatch has no field for', () => {
  expect(signal()).toMatchObject({
    vendor: 'sns',
    dedupeKey: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout-latency',
    recurs: true,
    state: 'firing',
    title: 'checkout-latency',
    severity: 'critical',
    service: 'checkout-api',
    team: 'payments',
    labels: expect.objectContaining({ metric: 'Latency', LoadBalancer: 'app/shop', threshold: '2' }),
    links: {
      runbook: 'https://r.example.com/c',
      source:
        'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/checkout-latency',
    },
    startsAt: Date.parse('2026-11-22T14:59:29.120Z'),
  });
});

test('OK ends it; too little data says nothing', () => {
  expect(signal({ NewStateValue: 'OK' })).toMatchObject({ state: 'resolved', endsAt: expect.any(Number) });
  expect(signal({ NewStateValue: 'INSUFFICIENT_DATA' })).toBeUndefined();
});

test('a composite alarm has a rule instead of a trigger', () => {
  const composite = signal({ Trigger: undefined, AlarmRule: 'ALARM(a) OR ALARM(b)' });
  expect(composite?.description).toContain('ALARM(a) OR ALARM(b)');
});

test.each([['1'], ['2']])(
  'a message signed by version %s is let in, though it comes as plain text',
  async (SignatureVersion) => {
    const { webhook } = certified();
    const body = signed({ ...notification(), SignatureVersion, SigningCertURL: ownUrl() });
    expect(await webhook.verify(deliveryOf(body, { 'content-type': 'text/plain; charset=UTF-8' }))).toBe(
      true,
    );
  },
);

test('confirmations of both kinds are let in', async () => {
  const { webhook } = certified();
  for (const Type of ['SubscriptionConfirmation', 'UnsubscribeConfirmation']) {
    expect(
      await webhook.verify(deliveryOf(signed({ ...subscription(), Type, SigningCertURL: ownUrl() }))),
    ).toBe(true);
  }
});

test('a certificate is fetched once', async () => {
  const { webhook, asked } = certified();
  const body = signed({ ...notification(), SigningCertURL: ownUrl() });
  await webhook.verify(deliveryOf(body));
  await webhook.verify(deliveryOf(body));
  expect(asked).toHaveLength(1);
});

const old = { Timestamp: '2026-11-22T12:00:00.000Z' };
const ahead = { Timestamp: '2026-11-22T18:00:00.000Z' };
const other = 'arn:aws:sns:eu-west-1:123456789012:other';

test.each([
  ['tampered with', () => signed({ ...notification(), SigningCertURL: ownUrl() }, { Subject: 'OK' })],
  ['of another topic', () => signed({ ...notification(), TopicArn: other })],
  ['hours old', () => signed({ ...notification(), ...old })],
  ['of the future', () => signed({ ...notification(), ...ahead })],
  ['an unsigned one', () => JSON.stringify(notification())],
  ['no JSON', () => 'hello'],
  ['raw delivery', () => notification().Message],
])('a message that is %s is not let in', async (_name, made) => {
  expect(await certified().webhook.verify(deliveryOf(made()))).toBe(false);
});

test.each([
  'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-aa.pem',
  'https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-aa.pem',
  'https://evil@sns.eu-west-1.amazonaws.com/SimpleNotificationService-aa.pem',
  'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-aa.pem',
  'https://sns.eu-west-1.amazonaws.com:444/SimpleNotificationService-aa.pem',
  'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&x=.pem',
  'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-aa.pem',
  'file:///etc/passwd',
  'no address',
])('a certificate at %s is never asked for', async (SigningCertURL) => {
  const { webhook, asked } = certified();
  expect(await webhook.verify(deliveryOf(signed({ ...notification(), SigningCertURL })))).toBe(false);
  expect(asked).toEqual([]);
});

test('a certificate that is not there, or over, or none, lets nobody in; a host that fails asks the sender to come again', async () => {
  const body = () => deliveryOf(signed({ ...notification(), SigningCertURL: ownUrl() }));
  expect(await network(() => new Response('', { status: 404 })).webhook.verify(body())).toBe(false);
  expect(await network(() => new Response(EXPIRED)).webhook.verify(body())).toBe(false);
  expect(await network(() => new Response('<html>')).webhook.verify(body())).toBe(false);
  await expect(network(() => new Response('', { status: 500 })).webhook.verify(body())).rejects.toThrow(
    '500',
  );
});

describe('a subscription', () => {
  const confirmed = async (more: Record<string, unknown> = {}, status = 200) => {
    const { webhook, asked } = network(() => new Response('', { status }));
    await webhook.confirm?.(JSON.parse(signed({ ...subscription(), ...more })));
    return asked;
  };

  test('is confirmed by calling the link that SNS sent', async () => {
    expect(await confirmed()).toEqual([expect.stringContaining('Action=ConfirmSubscription')]);
  });

  test('is not confirmed anywhere else, nor for a topic that is not allowed, nor by an alarm', async () => {
    const elsewhere = 'https://evil.example/?Action=ConfirmSubscription';
    expect(await confirmed({ SubscribeURL: elsewhere })).toEqual([]);
    expect(
      await confirmed({ SubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic' }),
    ).toEqual([]);
    expect(await confirmed({ TopicArn: other })).toEqual([]);
    expect(await confirmed({ Type: 'UnsubscribeConfirmation' })).toEqual([]);
  });

  test('that could not be confirmed is asked for again', async () => {
    await expect(confirmed({}, 500)).rejects.toThrow('500');
  });
});

test.each([
  ['no message of SNS', { AlarmName: 'x' }, 'raw message delivery'],
  ['no alarm', JSON.parse(signed({ Type: 'Notification', Message: 'hello' })), 'no CloudWatch alarm'],
])('%s is kept, and the reason says what to do', (_name, body, why) => {
  expect(read(reader, body)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

test('captured messages of the real SNS are understood, and too old to be let in', async () => {
  for (const [file, { raw, body }] of captured('sns')) {
    const { webhook, asked } = network(() => new Response(CERTIFICATE));
    expect(await webhook.verify(deliveryOf(raw, {}, { wireTime: RECEIVED }))).toBe(false);
    expect(asked).toEqual([]);
    expect({ file, signals: told(webhook, body).signals.length }).toEqual({
      file,
      signals: file.startsWith('cloudwatch') ? 1 : 0,
    });
  }
});

test('a name with half a letter in it is read like any other', () => {
  expect(signal({ AlarmName: 'half \ud800' })?.links.source).toMatch(/#alarmsV2:alarm\/half%20%EF%BF%BD$/);
});

test('the end of a subscription is told to the operators; its beginning is not', () => {
  const ended = told(reader, { ...JSON.parse(signed(subscription())), Type: 'UnsubscribeConfirmation' });
  expect(ended.troubles).toEqual([expect.stringContaining('no alarms come from there any more')]);
  expect(told(reader, JSON.parse(signed(subscription()))).troubles).toEqual([]);
});

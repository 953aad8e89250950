// Signatures of Amazon SNS (docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages").
import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Wire } from './port.ts';

export const SnsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
  SubscribeURL: z.string().optional(),
  Token: z.string().optional(),
});
export type SnsMessage = z.infer<typeof SnsMessage>;

/** `arn:aws:sns:eu-west-1:123456789012:alarms` */
export const TOPIC = /^arn:(aws(?:-[a-z]+)*):sns:([a-z0-9-]+):\d+:[A-Za-z0-9_.-]+$/;

/** The one host that may hold a topic's certificates and confirm its subscriptions. Undefined where it is no topic. */
export function hostOf(topic: string): string | undefined {
  const [, partition, region] = TOPIC.exec(topic) ?? [];
  return region && `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/** Whether the address is of that host, over TLS, without a port, user or password that would say otherwise. */
export function isAt(address: string, host: string | undefined): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const plain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return url && plain && url.hostname === host ? url : undefined;
}

/** Sorted by name, as documented. Both confirmations are signed alike, with their token. */
function signedText(message: SnsMessage): string {
  const fields: readonly (keyof SnsMessage)[] =
    message.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  return fields
    .filter((field) => message[field] != null)
    .map((field) => `${field}\n${message[field]}\n`)
    .join('');
}

/** Names of certificates are as these; nothing else of that host is ever asked for. */
const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-zA-Z]+\.pem$/;
const LARGEST_CERTIFICATE = 64 * 1024;
const ANSWER_MS = 5_000;
const MOST_CERTIFICATES = 20;

/** By address; a certificate never changes there. */
const kept = new Map<string, X509Certificate>();

async function certificateAt(url: URL, wire: Wire): Promise<X509Certificate | undefined> {
  const known = kept.get(url.href);
  if (known) {
    return known;
  }
  const answer = await wire.fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) });
  if (answer.status >= 500) {
    throw new Error(`${url.hostname} answered ${answer.status} instead of its certificate.`);
  }
  const text = answer.ok ? await answer.text() : '';
  if (text === '' || text.length > LARGEST_CERTIFICATE) {
    return undefined;
  }
  const certificate = readCertificate(text);
  if (certificate && kept.size < MOST_CERTIFICATES) {
    kept.set(url.href, certificate);
  }
  return certificate;
}

function readCertificate(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text);
  } catch {
    return undefined;
  }
}

function fits(message: SnsMessage, certificate: X509Certificate): boolean {
  try {
    return createVerify(message.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1')
      .update(signedText(message), 'utf8')
      .verify(certificate.publicKey, message.Signature, 'base64');
  } catch {
    // A key of another kind than RSA.
    return false;
  }
}

/**
 * Whether SNS signed it. `now` in ms: a certificate counts while it is valid. Rejects where the certificate could not be
 * fetched, so that nothing can be said.
 */
export async function isSignedBySns(message: SnsMessage, now: number, wire: Wire): Promise<boolean> {
  const url = isAt(message.SigningCertURL, hostOf(message.TopicArn));
  if (!url || !CERTIFICATE.test(url.pathname) || url.search !== '') {
    return false;
  }
  const certificate = await certificateAt(url, wire);
  const valid =
    certificate && now >= Date.parse(certificate.validFrom) && now <= Date.parse(certificate.validTo);
  return valid ? fits(message, certificate) : false;
}

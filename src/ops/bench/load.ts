// A process that sends messages to an app as Slack would, over as many connections as it is told, each kept open. It writes bytes
// that lie ready and reads of an answer what it must: on a machine of two cores, whatever it takes itself the app lacks.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serveParent } from './child.ts';
import { nextMessage, type Speech } from './slack-events.ts';

export type LoadTask = { url: string; speech: Speech; connections: number; requests: number };

export type LoadAnswer = {
  perSecond: number;
  /** Share of one core that this process took: near 1, it is the load that is measured. */
  busy: number;
};

function bytesOf({ pathname, host }: URL, speech: Speech): Buffer {
  const { headers, body } = nextMessage(speech);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}\r\n${body}`);
}

const HEAD_END = '\r\n\r\n';
/** Of an answer without a body, by either way to say so. */
const EMPTY = /\r\ncontent-length: 0\r\n/i;
const LAST_CHUNK = '0\r\n\r\n';

/** Whether the answer is all there. */
function isWhole(answer: string): boolean {
  const end = answer.indexOf(HEAD_END);
  return end >= 0 && (EMPTY.test(answer) || answer.endsWith(LAST_CHUNK));
}

/** Sends the letters one after another, each when the one before was acknowledged. */
function sendAll(socket: Socket, next: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const send = () => {
      const letter = next();
      if (letter) {
        socket.write(letter);
      } else {
        resolve();
      }
    };
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      if (!isWhole(answer)) {
        return;
      }
      const [status = ''] = answer.split('\r\n', 1);
      answer = '';
      if (status.startsWith('HTTP/1.1 200')) {
        send();
      } else {
        reject(new Error(`It was answered ${status}.`));
      }
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The connection was closed.')));
    send();
  });
}

serveParent(async ({ url, speech, connections, requests }: LoadTask): Promise<LoadAnswer> => {
  const address = new URL(url);
  const letters = Array.from({ length: requests }, () => bytesOf(address, speech));
  // As Slack does: what was said first comes first.
  const next = () => letters[sent++];
  let sent = 0;
  const sockets = Array.from({ length: connections }, () => connect(Number(address.port), address.hostname));
  await Promise.all(sockets.map((socket) => once(socket.setNoDelay(true), 'connect')));
  const began = performance.now();
  const before = process.cpuUsage();
  await Promise.all(sockets.map((socket) => sendAll(socket, next)));
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  for (const socket of sockets) {
    socket.destroy();
  }
  return { perSecond: requests / (tookMs / 1_000), busy: (user + system) / 1_000 / tookMs };
});

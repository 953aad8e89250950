// A process that sends messages to an app as Slack would, over as many connections as it is told, each kept open.
import { Agent, request } from 'node:http';
import { serveParent } from './child.ts';
import { nextMessage, type Request, type Speech } from './slack-events.ts';

export type LoadTask = { url: string; speech: Speech; connections: number; requests: number };

export type LoadAnswer = {
  perSecond: number;
  /** Share of one core that this process took: near 1, it is the load that is measured. */
  busy: number;
};

/** Resolves when the app has acknowledged; rejects where it did not. */
function send(agent: Agent, url: string, { headers, body }: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`It was answered ${response.statusCode}.`)),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

serveParent(async ({ url, speech, connections, requests }: LoadTask): Promise<LoadAnswer> => {
  const letters = Array.from({ length: requests }, () => nextMessage(speech));
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const began = performance.now();
  const before = process.cpuUsage();
  const sender = async () => {
    for (let letter = letters.pop(); letter; letter = letters.pop()) {
      await send(agent, url, letter);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  agent.destroy();
  return { perSecond: requests / (tookMs / 1_000), busy: (user + system) / 1_000 / tookMs };
});

// A process that posts alerts as a monitor would: as fast as its connections allow, or so many a second.
import { Agent, request } from 'node:http';
import { type Monitor, nextAlert, type Post } from './alerts.ts';
import { serveParent } from './child.ts';

export type WebhookTask = {
  url: string;
  monitor: Monitor;
  connections: number;
  requests: number;
  /** Sent at this rate, whether or not those before were answered; absent: one after another on each connection. */
  perSecond?: number;
};

export type WebhookAnswer = {
  perSecond: number;
  /** From sending to the end of the answer, in ms; for a rate, from when it was due. */
  took: number[];
  /** Share of one core that this process took: near 1, it is the load that is measured. */
  busy: number;
};

function send(agent: Agent, url: string, { headers, body }: Post): Promise<void> {
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

async function oneAfterAnother(agent: Agent, task: WebhookTask, took: number[]): Promise<void> {
  const posts = Array.from({ length: task.requests }, () => nextAlert(task.monitor));
  const sender = async () => {
    for (let post = posts.pop(); post; post = posts.pop()) {
      const began = performance.now();
      await send(agent, task.url, post);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: task.connections }, sender));
}

/** Looks at the clock every few milliseconds, and sends what is due by then. */
async function atRate(agent: Agent, task: WebhookTask, rate: number, took: number[]): Promise<void> {
  const began = performance.now();
  const sent: Promise<void>[] = [];
  while (sent.length < task.requests) {
    const due = Math.min(task.requests, Math.ceil(((performance.now() - began) / 1_000) * rate));
    while (sent.length < due) {
      const dueAt = began + (sent.length / rate) * 1_000;
      const answered = send(agent, task.url, nextAlert(task.monitor)).then(
        () => void took.push(performance.now() - dueAt),
      );
      answered.catch(() => undefined);
      sent.push(answered);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sent);
}

serveParent(async (task: WebhookTask): Promise<WebhookAnswer> => {
  const agent = new Agent({ keepAlive: true, maxSockets: task.connections });
  const took: number[] = [];
  const began = performance.now();
  const before = process.cpuUsage();
  await (task.perSecond === undefined
    ? oneAfterAnother(agent, task, took)
    : atRate(agent, task, task.perSecond, took));
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  agent.destroy();
  return { perSecond: task.requests / (tookMs / 1_000), took, busy: (user + system) / 1_000 / tookMs };
});

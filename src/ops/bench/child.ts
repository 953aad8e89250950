// Processes of the bench's own: each takes one kind of task and answers it over Node's channel between processes.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Child<Task, Answer> = {
  ask(task: Task): Promise<Answer>;
  close(): Promise<void>;
};

/** As the app itself does (firescribe.js). */
const COMPILED = fileURLToPath(new URL('../../../node_modules/.cache/firescribe', import.meta.url));

/** Starts `module`, which calls `serveParent`. One question at a time. */
export function startHand<Task extends object, Answer>(module: URL): Child<Task, Answer> {
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED };
  const child: ChildProcess = fork(fileURLToPath(module), [], { execArgv: [], env });
  const ended = once(child, 'exit');
  return {
    async ask(task) {
      child.send(task);
      const first = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
      if (!first) {
        throw new Error(`${module.pathname} ended without an answer.`);
      }
      const [answer] = first as [{ ok: true; value: Answer } | { ok: false; why: string }];
      if (!answer.ok) {
        throw new Error(answer.why);
      }
      return answer.value;
    },
    async close() {
      // It ends by itself, so that what it compiled is kept, as the app keeps it.
      child.disconnect();
      await ended;
    },
  };
}

/** In the process itself: does what is asked until the parent ends it. */
export function serveParent<Task, Answer>(work: (task: Task) => Promise<Answer>): void {
  process.on('message', (task: Task) => {
    work(task).then(
      (value) => process.send?.({ ok: true, value }),
      (error: unknown) =>
        process.send?.({ ok: false, why: error instanceof Error ? error.stack : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}

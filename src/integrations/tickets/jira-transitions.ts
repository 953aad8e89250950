// Bringing a Jira issue to its end or back: which transition leads there differs with every workflow.
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Jira } from './jira-client.ts';
import { stateOf } from './jira-issue.ts';
import type { Ticket } from './port.ts';

const transitions = z.object({
  transitions: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullish(),
      to: z
        .object({
          name: z.string().nullish(),
          statusCategory: z.object({ key: z.string().nullish() }).nullish(),
        })
        .nullish(),
    }),
  ),
});

/** An end that says the work was done; others say that it will not be. */
const DONE = /^(done|closed?|resolved?|completed?|fixed)\b/i;

type Turn = { id: string; to: 'done' | 'open'; read(): Promise<Ticket> };

export async function moveIssue(jira: Jira, { id, to, read }: Turn): Promise<Ticket> {
  const now = await read();
  if ((now.state === 'done') === (to === 'done')) {
    return now;
  }
  const issueIdOrKey = encodeURIComponent(id);
  const { transitions: all } = await jira.ask(transitions, (calls, client) =>
    calls.getTransitions(client, { issueIdOrKey }),
  );
  const leading = all.filter((one) => (stateOf(one.to?.statusCategory?.key) === 'done') === (to === 'done'));
  const names = to === 'done' ? DONE : /^(to ?do|open|reopened|backlog)\b/i;
  const chosen = leading.find((one) => names.test(one.to?.name ?? '')) ?? leading[0];
  if (!chosen) {
    throw new VendorError(
      `${now.key} cannot be ${to === 'done' ? 'closed' : 'opened again'} from “${now.status}”: its workflow has no such transition for this account. Move it in Jira.`,
      { permanent: true, code: 'no_transition' },
    );
  }
  await jira.tell((calls, client) =>
    calls.doTransition(client, { issueIdOrKey, transition: { id: chosen.id } }),
  );
  return read();
}

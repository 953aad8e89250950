// Status: shows where the incident stands, or moves it; back only with a reason.
import type { KnownBlock } from '@slack/types';
import { STATUSES } from '../../incident/values.ts';
import { change, formOf, headline, incidentOf, restOf, seenInChannel } from '../act.ts';
import { button, row, section } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { choiceField, form, textField } from '../forms.ts';
import { rolesLine, stateLine } from '../incident-lines.ts';
import { pack } from '../press-values.ts';

const MEANINGS: Readonly<Record<(typeof STATUSES)[number], string>> = {
  detected: 'Something says there is a problem',
  acknowledged: 'Somebody is on it',
  identified: 'We know what is wrong',
  mitigated: 'Users are no longer hurt',
  resolved: 'It is over',
  closed: 'The work after it is arranged',
  canceled: 'It was not an incident of ours',
};

function show(ask: Ask): Answer {
  const incident = incidentOf(ask);
  const roles = rolesLine(incident);
  const text = `${headline(incident)}\n${stateLine(incident)}${roles ? `\n${roles}` : ''}`;
  const blocks: KnownBlock[] = [
    section(text),
    row('status', [button('Change it', 'status:open', pack(incident))]),
  ];
  return { kind: 'private', text: `INC-${incident.number} is ${incident.status}.`, blocks };
}

async function open(ask: Ask): Promise<Answer> {
  const incident = incidentOf(ask);
  // Canceling has a form of its own, with its reasons.
  const choices = STATUSES.filter((status) => status !== 'canceled').map((status) => ({
    value: status,
    label: status,
    description: MEANINGS[status],
  }));
  return {
    kind: 'modal',
    offer: `INC-${incident.number} is ${incident.status}.`,
    view: form({
      callbackId: 'status:form',
      title: `Status of INC-${incident.number}`,
      submit: 'Set',
      metadata: formOf(ask),
      blocks: [
        choiceField('status', 'Status', choices, { chosen: incident.status }),
        textField('text', 'Why', {
          optional: true,
          long: true,
          hint: 'Needed when going back. It goes into the timeline.',
        }),
      ],
    }),
  };
}

async function set(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  await change(submission, context, 'change-status', {
    status: oneOf(submission.values, 'status') ?? '',
    text: oneOf(submission.values, 'text'),
  });
  return { kind: 'close' };
}

export const status: Deed = {
  name: 'status',
  command: {
    word: 'status',
    usage: 'status [identified, mitigated, …] [why]',
    says: 'Show the status, or set it; `mitigated rolled back` alone sets it too.',
    needsIncident: true,
    async run(ask, context) {
      const line = restOf(ask, context);
      if (line === '') {
        return show(ask);
      }
      const word = /^\S+/.exec(line)?.[0] ?? '';
      const text = line.slice(word.length).replace(/^[\s,:–—-]+/, '');
      await change(ask, context, 'change-status', {
        status: word.replace(/[,:]$/, ''),
        ...(text ? { text } : {}),
      });
      return seenInChannel(ask, 'The status is set.');
    },
  },
  buttons: { 'status:open': open },
  modals: { 'status:form': set },
};

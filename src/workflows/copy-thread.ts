// Has the thread of the message that an incident was declared from brought along as evidence.
import { reaction } from './reaction.ts';

export const copyThread = reaction('bring the thread along as evidence', ['incident-declared'], (event) =>
  event.data.from?.thread === undefined ? [] : [{ kind: 'thread.copy', payload: { event: event.id } }],
);

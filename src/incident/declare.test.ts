import { defaultPolicy } from '../policy/defaults.ts';
import { OPERATORS } from '../policy/people.ts';
import { serviceOf } from '../policy/services.ts';
import type { EventData } from './events.ts';
import {
  alerted,
  ana,
  declared,
  latencyHigh,
  minutes,
  nothingYet,
  placeAt,
  start,
} from './fixtures/given.ts';

const declaration = { kind: 'real' as const, title: 'Checkout is slow', private: false };

describe('when Ana declares', () => {
  test('the incident opens acknowledged, with the default severity that nobody chose', () => {
    const { state } = declared();
    expect(state()).toMatchObject({
      number: 42,
      status: 'acknowledged',
      title: { text: 'Checkout is slow' },
      severity: { id: 'sev-3', label: 'SEV-3', rank: 3 },
      severityChosen: false,
      declaredBy: ana,
      channelName: 'inc-20261122-checkout-is-slow',
    });
  });

  test('white space around and within the title is tidied', () => {
    expect(declared({ title: '  Checkout \n is   slow ' }).state().title.text).toBe('Checkout is slow');
  });

  test.each(['', '   ', '\n'])('a title of nothing but white space is refused with an example', (title) => {
    expect(nothingYet().refusal('declare', { ...declaration, title })).toBe(
      'The title is missing. Say what users notice: `/incident declare Checkout is slow`.',
    );
  });

  test('a title of 250 characters of any script fits, one more is refused', () => {
    expect(declared({ title: '決'.repeat(250) }).state().title.text).toHaveLength(250);
    expect(nothingYet().refusal('declare', { ...declaration, title: '決'.repeat(251) })).toContain(
      'at most 250',
    );
  });

  test('a severity she names is chosen, however she writes it', () => {
    expect(declared({ severity: 'sev1' }).state()).toMatchObject({
      severity: { id: 'sev-1' },
      severityChosen: true,
    });
  });

  test('a severity that does not exist is refused with the list', () => {
    expect(nothingYet().refusal('declare', { ...declaration, severity: '7' })).toBe(
      '7 is not a severity. Use SEV-1, SEV-2, SEV-3 or SEV-4, for example `/incident severity 1`.',
    );
  });

  test('a private incident’s channel is not called by title or service', () => {
    const world = nothingYet();
    world.when('declare', { ...declaration, service: 'checkout', private: true });
    expect(world.state()).toMatchObject({ private: true, channelName: 'inc-20261122-private-42' });
  });

  test('who may not declare privately is told who may', () => {
    const world = nothingYet({ ...defaultPolicy, rights: { 'declare-private': ['S0SECURITY'] } });
    expect(world.refusal('declare', { ...declaration, private: true })).toBe(
      'Only S0SECURITY may declare private incidents here; `rights` in firescribe.yml decides that.',
    );
    world.when('declare', declaration);
  });

  test.each(['guest', 'external'])('a %s is refused', (grant) => {
    expect(nothingYet().refusal('declare', declaration, { grants: [grant] })).toContain(
      'may not declare incidents here',
    );
  });

  test('a guest may where configuration says so', () => {
    const open = { ...defaultPolicy, rights: { declare: ['guests'] } };
    expect(declared({}, open, { grants: ['guest'] }).state().number).toBe(42);
  });

  test('the number is claimed, so that no other incident gets it', () => {
    expect(declared().last.keys).toContainEqual({ op: 'claim', key: 'number:42', value: { number: 42 } });
  });

  test('the declaration is found by its title and impact', () => {
    const world = declared({ impact: 'One in five payments fails' });
    expect([...world.documents.values()]).toEqual(['Checkout is slow\nOne in five payments fails']);
    expect(world.state().impact?.text).toBe('One in five payments fails');
  });

  test('messages that come along are copied as evidence, at the time they were written', () => {
    const place = placeAt(-10, 'C9');
    const evidence = { place, author: ana, text: 'anyone else slow?', files: [], postedAt: minutes(-10) };
    const world = declared({ evidence: [evidence], from: place });
    expect(world.entries().map((entry) => [entry.kind, entry.text, entry.at])).toEqual([
      ['evidence', 'anyone else slow?', minutes(-10)],
      ['declared', 'Incident started: Checkout is slow', start],
    ]);
  });
});

describe('when an alert opens an incident', () => {
  test('it opens detected, with the signal attached in the same decision', () => {
    const world = alerted();
    expect(world.events.map((event) => event.type)).toEqual(['incident-declared', 'signal-attached']);
    expect(world.state()).toMatchObject({
      status: 'detected',
      counts: { signals: 1, firing: 1 },
      service: 'checkout-api',
      beganGuess: minutes(-7),
      links: { runbook: 'https://runbooks.example/latency' },
    });
  });

  test('the monitor that says critical does not choose a severity; one that says sev2 does', () => {
    expect(alerted().state()).toMatchObject({ severity: { id: 'sev-3' }, severityChosen: false });
    expect(alerted({ signal: { ...latencyHigh, severity: 'sev2' } }).state()).toMatchObject({
      severity: { id: 'sev-2' },
      severityChosen: true,
    });
  });

  test('the rule that did it is named, with how to switch it off', () => {
    const data = alerted().events[0]?.data as EventData<'incident-declared'>;
    expect(data.rule).toEqual({ name: 'critical alerts declare', off: 'quiet.declares in firescribe.yml' });
  });

  test('an alert that is part of another incident already does not open a second', () => {
    const world = nothingYet();
    world.keys.set('signal:alertmanager/f1/1', { number: 41, attached: true, resolved: false });
    expect(world.refusal('declare', { ...declaration, signal: latencyHigh })).toBe(
      'This alert is already part of INC-41.',
    );
  });

  test('with nobody configured the operators are brought in: no channel opens with nobody in it', () => {
    const data = alerted().events[0]?.data as EventData<'incident-declared'>;
    expect(data.invite.map((one) => one.who)).toEqual([OPERATORS]);
  });

  test('the people of the service are brought in, each with the reason', () => {
    const service = serviceOf('checkout-api', { label: 'Checkout API', people: ['U7'] });
    const data = alerted({}, { ...defaultPolicy, services: [service] }).events[0]
      ?.data as EventData<'incident-declared'>;
    expect(data.invite).toEqual([{ who: 'U7', because: 'looks after Checkout API' }]);
  });
});

test('an imported incident has its channel from the beginning; another incident’s channel is refused', () => {
  const channel = { team: 'T1', id: 'C7', name: 'old-outage' };
  const world = declared({ kind: 'imported', channel });
  expect(world.state().channel).toEqual(channel);
  expect(world.keys.get('channel:T1/C7')).toEqual({ number: 42 });
  const other = nothingYet();
  other.keys.set('channel:T1/C7', { number: 41 });
  const wish = { kind: 'imported' as const, title: 'Old outage', private: false, channel };
  expect(other.refusal('declare', wish)).toBe(
    '#old-outage is the channel of INC-41. Choose another channel.',
  );
});

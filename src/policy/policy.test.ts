import { defaultPolicy } from './defaults.ts';
import { inviteesFor, OPERATORS, peopleFor, peopleForSeverity } from './people.ts';
import { type Policy, RIGHTS } from './policy.ts';
import { may, refusalOf } from './rights.ts';
import { roleByWord } from './roles.ts';
import { DEFAULT_TEMPLATES, templateNameFor } from './section-postmortem.ts';
import { serviceByLabels, serviceName, serviceOf, zoneOf } from './services.ts';
import { defaultSeverity, severityByWord, severityForAlert, severityList } from './severities.ts';

const policy: Policy = {
  ...defaultPolicy,
  services: [serviceOf('checkout-api', { label: 'Checkout API', team: 'payments', people: ['T1/U1', 'S1'] })],
  teams: [{ id: 'payments', label: 'Payments', people: ['U1', 'U2'], zone: 'Europe/Berlin' }],
  responders: ['U9'],
};

describe('severities', () => {
  test.each(['1', 'sev1', 'SEV-1', 'sev 1', 'Sev_1'])('%s is SEV-1', (word) => {
    expect(severityByWord(policy, word)?.id).toBe('sev-1');
  });

  test('a word that no severity is called by is not guessed at', () => {
    expect(severityByWord(policy, '7')).toBeUndefined();
    expect(severityByWord(policy, 'bad')).toBeUndefined();
    expect(severityList(policy)).toBe('SEV-1, SEV-2, SEV-3 or SEV-4');
  });

  test('a monitor that says P1 or sev2 names a severity; critical does not', () => {
    expect(severityForAlert(policy, 'P1')?.id).toBe('sev-1');
    expect(severityForAlert(policy, 'sev2')?.id).toBe('sev-2');
    expect(severityForAlert(policy, 'critical')).toBeUndefined();
    expect(severityForAlert(policy, '1')).toBeUndefined();
  });

  test('where configuration says what critical means, it means that', () => {
    const configured = { ...policy, alertSeverities: { critical: 'sev-2' } };
    expect(severityForAlert(configured, 'Critical')?.id).toBe('sev-2');
  });

  test('the default is SEV-3, and a default that does not exist is an error', () => {
    expect(defaultSeverity(policy).label).toBe('SEV-3');
    expect(() => defaultSeverity({ ...policy, defaultSeverity: 'sev-9' })).toThrow('sev-9');
  });
});

describe('roles', () => {
  test.each([
    ['ic', 'commander'],
    ['Commander', 'commander'],
    ['comms', 'communications-lead'],
    ['operations lead', 'operations-lead'],
    ['OPS', 'operations-lead'],
  ])('%s is the %s', (word, role) => {
    expect(roleByWord(policy, word)?.id).toBe(role);
  });

  test('a word that no role is called by is not guessed at', () => {
    expect(roleByWord(policy, 'scribbler')).toBeUndefined();
  });
});

describe('services and teams', () => {
  test('a service is known by its id or label, and an unknown one is taken as given', () => {
    expect(serviceName(policy, 'checkout api')).toBe('checkout-api');
    expect(serviceName(policy, ' Search ')).toBe('Search');
  });

  test('a team brings its own zone; others have the common one', () => {
    expect(zoneOf(policy, 'payments')).toBe('Europe/Berlin');
    expect(zoneOf(policy, 'nobody')).toBe('UTC');
    expect(zoneOf(policy, undefined)).toBe('UTC');
  });
});

describe('labels', () => {
  const labelled: Policy = {
    ...policy,
    services: [
      serviceOf('shop', { labels: [{ namespace: 'shop-*' }] }),
      serviceOf('checkout', { labels: [{ app: 'checkout' }, { namespace: 'shop-checkout*' }] }),
      serviceOf('checkout-eu', { labels: [{ app: 'checkout', region: 'eu' }] }),
      serviceOf('checkout-any', { labels: [{ app: 'check*', region: '*' }] }),
      serviceOf('nameless', { labels: [{}] }),
    ],
  };

  test.each([
    [{ app: 'checkout' }, 'checkout'],
    [{ namespace: 'shop-search' }, 'shop'],
    [{ namespace: 'shop-checkout-2' }, 'checkout'],
    [{ app: 'checkout', region: 'eu' }, 'checkout-eu'],
    [{ app: 'checkout', region: 'us' }, 'checkout-any'],
    [{ app: 'checkout', namespace: 'shop-search', pod: 'p1' }, 'checkout'],
  ])('%j mean %s: the set that says most', (labels, service) => {
    expect(serviceByLabels(labelled, labels)?.id).toBe(service);
  });

  test.each([[{}], [{ app: 'Checkout' }], [{ app: 'checkout-v2' }], [{ namespace: 'shop' }]])(
    '%j mean no service: nothing is guessed',
    (labels) => {
      expect(serviceByLabels(labelled, labels)).toBeUndefined();
    },
  );

  test('a label that objects have by nature is not taken for a value', () => {
    const odd = { ...policy, services: [serviceOf('odd', { labels: [{ constructor: '*' }] })] };
    expect(serviceByLabels(odd, { app: 'x' })).toBeUndefined();
  });
});

describe('who is brought in', () => {
  test('the declarer, the people of the service and of its team, each once', () => {
    const who = inviteesFor(policy, { service: 'checkout-api', declarer: 'T1/U2' });
    expect(who).toEqual([
      { who: 'T1/U2', because: 'declared it' },
      { who: 'T1/U1', because: 'looks after Checkout API' },
      { who: 'S1', because: 'looks after Checkout API' },
    ]);
  });

  test('the responders, where neither service nor team names anybody', () => {
    expect(peopleFor(policy, { service: 'search' })).toEqual([
      { who: 'U9', because: 'is one of the responders' },
    ]);
  });

  test('into a private incident responders come only where nobody else does', () => {
    const about = { service: 'search', private: true };
    expect(inviteesFor(policy, { ...about, declarer: 'T1/U2' }).map(({ who }) => who)).toEqual(['T1/U2']);
    expect(inviteesFor(policy, about).map(({ who }) => who)).toEqual(['U9']);
    const own = inviteesFor(policy, { ...about, service: 'checkout-api', declarer: 'T1/U2' });
    expect(own.map(({ who }) => who)).toEqual(['T1/U2', 'T1/U1', 'S1']);
  });

  test('an alert about an unknown service without responders brings in whoever is configured', () => {
    const who = inviteesFor({ ...policy, responders: [] }, { service: 'search' });
    expect(who.map((one) => one.who)).toEqual(['T1/U1', 'S1', 'U2']);
  });

  test('with nobody configured at all the operators are brought in and told what to set', () => {
    const who = inviteesFor(defaultPolicy, {});
    expect(who).toEqual([{ who: OPERATORS, because: expect.stringContaining('RESPONDERS') }]);
  });
});

describe('whom a severity calls for', () => {
  const severities = policy.severities.map((one) =>
    one.id === 'sev-1' ? { ...one, invites: ['S1', 'U7', 'T1/U7'] } : one,
  );
  const severity = { id: 'sev-1', label: 'SEV-1' };

  test('its people, once it is chosen', () => {
    expect(peopleForSeverity({ ...policy, severities }, { severity, severityChosen: true })).toEqual([
      { who: 'S1', because: 'is called for SEV-1' },
      { who: 'U7', because: 'is called for SEV-1' },
    ]);
  });

  test('nobody while it is only the default', () => {
    expect(peopleForSeverity({ ...policy, severities }, { severity, severityChosen: false })).toEqual([]);
  });
});

describe('rights', () => {
  test('a member may do everything', () => {
    expect(may(policy, ['S1'], 'declare')).toBe(true);
    expect(may(policy, [], 'redact')).toBe(true);
  });

  test.each(['guest', 'external'])('a %s may not declare or change a status', (grant) => {
    expect(may(policy, [grant], 'declare')).toBe(false);
    expect(may(policy, [grant], 'change-status')).toBe(false);
  });

  test('who is not known yet may what cannot wait and can be taken back, and nothing that calls people or shows more', () => {
    const rights = [...RIGHTS].filter((right) => may(policy, ['unknown'], right));
    expect(rights).toEqual(['declare', 'change-severity', 'change-status']);
    expect(may({ ...policy, rights: { page: ['everyone'] } }, ['unknown'], 'page')).toBe(false);
    expect(may({ ...policy, rights: { 'change-status': ['everyone'] } }, ['unknown'], 'change-status')).toBe(
      true,
    );
    expect(refusalOf(policy, ['unknown'], 'page')).toBe(
      'Slack did not say in time whether you are a member of this workspace, and only members may page people here. Try again in a moment, or ask somebody else to do it.',
    );
  });

  test('who is named may, known or not; who is not named may not', () => {
    const named = { ...policy, rights: { page: ['U0ANA00000'], 'change-status': ['commander'] } };
    expect(may(named, ['unknown', 'U0ANA00000'], 'page')).toBe(true);
    expect(may(named, ['unknown'], 'change-status')).toBe(false);
    expect(refusalOf(named, ['unknown'], 'change-status')).toContain('Only the Commander');
  });

  test('guests may declare where configuration says so, and still not redact', () => {
    const open = { ...policy, rights: { declare: ['everyone', 'guests'], redact: ['everyone'] } };
    expect(may(open, ['guest'], 'declare')).toBe(true);
    expect(may(open, [], 'declare')).toBe(true);
    expect(may(open, ['guest'], 'redact')).toBe(false);
  });

  const listed = {
    ...policy,
    rights: { page: ['commander', 'S0SRE00000', 'T1/U0ANA00000'], redact: [], 'see-private': ['S0SRE00000'] },
  };

  test.each([
    ['the person', ['U0ANA00000'], true],
    ['the person as the record names them', ['T1/U0ANA00000'], true],
    ['somebody of the group', ['S0SRE00000'], true],
    ['whoever holds the role', ['role:commander'], true],
    ['a member', ['U0BO000000', 'admin'], false],
    ['whoever holds another role', ['role:operations-lead'], false],
    ['a guest who holds the role', ['guest', 'role:commander'], false],
    ['a guest of the group', ['guest', 'S0SRE00000'], true],
    ['an operator', ['operator'], true],
    ['somebody called commander', ['commander'], false],
  ])('%s: page is a matter of the list', (_who, grants, allowed) => {
    expect(may(listed, grants, 'page')).toBe(allowed);
  });

  test('an empty list is nobody, and a refusal says who may', () => {
    expect(may(listed, ['U0ANA00000'], 'redact')).toBe(false);
    expect(refusalOf(listed, [], 'redact')).toBe(
      'Nobody may redact here; `rights` in firescribe.yml decides that.',
    );
    expect(refusalOf(listed, [], 'page')).toBe(
      'Only the Commander, S0SRE00000 or U0ANA00000 may page people here; `rights` in firescribe.yml decides that.',
    );
    expect(refusalOf(listed, ['guest'], 'page')).toContain('Only the Commander');
    expect(refusalOf(listed, ['guest'], 'declare')).toContain('Ask a member of this workspace');
  });

  test('who may declare may do so privately, unless a list of its own says who', () => {
    const some = { ...policy, rights: { declare: ['S0SRE00000'] } };
    expect([may(policy, [], 'declare-private'), may(some, [], 'declare-private')]).toEqual([true, false]);
    expect(may(some, ['S0SRE00000'], 'declare-private')).toBe(true);
    const own = { ...policy, rights: { declare: [], 'declare-private': ['S0SRE00000'] } };
    expect(may(own, ['S0SRE00000'], 'declare-private')).toBe(true);
  });

  test('private incidents are for their own people, unless somebody is named', () => {
    expect(may(policy, ['U0ANA00000'], 'see-private')).toBe(false);
    expect(may(listed, ['S0SRE00000'], 'see-private')).toBe(true);
  });
});

test('a team that is called like something every object has gets the review for all', () => {
  const incident = { severity: { id: 'sev-1' }, team: 'constructor' };
  expect(templateNameFor({ ...DEFAULT_TEMPLATES, teams: { payments: 'short' } }, incident)).toBe('default');
});

import { templateProblems } from './check.ts';

const KNOWN = { roles: ['commander'], fields: ['region'] };

/** `line: why`, of a template whose first heading is there. */
const problems = (text: string) =>
  templateProblems({ text }, KNOWN).map(({ line, why }) => `${line}: ${why}`);
const below = (text: string) => problems(`## Facts\n\n${text}`);

describe('names', () => {
  test.each([
    ['- Title: {{ incident.titel }}', '3: incident has no titel; did you mean title?'],
    ['- Who: {{ roles.comander }}', '3: roles has no comander; did you mean commander?'],
    ['- Where: {{ fields.regoin }}', '3: fields has no regoin; did you mean region?'],
    ['{% section time-line %}', '3: there is no section time-line; did you mean timeline?'],
    ['{% section how-made %}', '3: how-made stands at the end of every review by itself; leave it out'],
    [
      '- Items: {{ items | cuont }}',
      '3: there is no filter cuont; there is first, last, limit, reverse, where, size or join',
    ],
    ['{% sectoin impact %}', '3: there is no tag sectoin; did you mean section?'],
    ['{% endif %}', '3: endif stands by itself; the tag that it belongs to is missing above it'],
    ['{% for item in items %}\n- {{ item.ownr }}\n{% endfor %}', '4: item has no ownr; did you mean owner?'],
    ['- {{ items }}', '3: this is a list; print it with `join`, or each of it in `for … in`'],
    [
      '- {{ times }}',
      '3: this is a group of facts and cannot be printed; name one of began, detected, declared, acknowledged, identified, mitigated or resolved',
    ],
    [
      '- Items: {{ items | join: " because of " }}',
      '3: join puts a comma, a slash, a dash or “ and ” between facts, and no other words',
    ],
    ['- {{ items.owner }}', '3: items has no owner; it is a list: take one with `first`, or `for … in`'],
    [
      '{% for x in incident %}- {{ x }}{% endfor %}',
      '3: a loop goes over a list, and this is a group of facts',
    ],
    [
      '{% if incident.sevrity == "SEV-1" %}\n{% section impact %}\n{% endif %}',
      '3: incident has no sevrity; did you mean severity?',
    ],
    [
      '{% assign open = items | where: "stats", "open" %}\n- Open: {{ open | size }}',
      '3: an element has no stats; did you mean status?',
    ],
    ['- {{ incident.title', '3: output "{{ incident.title" not closed'],
    [
      '{% if incident.impact %}\n\n- Impact: {{ incident.impact }}',
      '3: tag {% if incident.impact %} not closed',
    ],
  ])('%s', (text, problem) => {
    expect(below(text)[0]).toBe(problem);
  });

  test('every problem is told at once, by line', () => {
    expect(
      below('- A: {{ incident.a1 }}\n- B: {{ foo }}\n\n{% section x %}').map((one) => one.split(':')[0]),
    ).toEqual(['3', '4', '6']);
  });
});

describe('what a template may do to the machine', () => {
  test.each([
    ['{% include "/etc/passwd" %}', 'there is no tag include'],
    ['{% render "../../secrets" %}', 'there is no tag render'],
    ['{% layout "x" %}', 'there is no tag layout'],
    ['{% capture x %}a{% endcapture %}', 'there is no tag capture'],
    ['{% liquid\n echo incident.title\n%}', 'there is no tag liquid'],
    ['{% increment x %}', 'there is no tag increment'],
    ['- {{ incident.constructor }}', 'incident has no constructor'],
    ['- {{ incident.title.toString }}', 'incident.title has no toString'],
    ['- {{ incident.__proto__ }}', 'incident has no __proto__'],
    ['- {{ incident["title"].constructor }}', 'incident.title has no constructor'],
    ['- {{ incident[roles.commander] }}', 'incident is asked for something that is no plain name'],
    ['- {{ constructor }}', 'There is no constructor'],
    ['{% for i in (1..1000000000) %}- {{ i }}{% endfor %}', 'a range such as (1..5) is not on record'],
    ['- {{ incident.title | raw }}', 'there is no filter raw'],
    ['<script>alert(1)</script>', 'HTML has no place in a review'],
    ['<!channel>', 'HTML has no place in a review'],
    ['![](@U0123ABCD)', 'pictures come with'],
    ['[x][y]\n\n[y]: https://evil.example', 'write the address behind the words'],
    ['```\ncode\n```', 'a block of code has no place'],
  ])('refused: %s', (text, problem) => {
    expect(below(text).join('\n')).toContain(problem);
  });

  test('a template of many megabytes is refused unread', () => {
    expect(problems('x'.repeat(200_000))).toEqual(['1: it is longer than 100,000 characters']);
  });
});

describe('words of a template’s own', () => {
  test.each([
    ['Everything went down.', 'there is no fact in this sentence'],
    ['- We were lucky', 'there is no fact in this sentence'],
    ['It took 47 minutes until {{ times.resolved }}.', '“47”: a figure has to come from a fact'],
    ['The deploy caused {{ incident.title }}.', 'what led to what is for responders to say'],
    [
      '{{ incident.title }} happened because of {{ incident.service }}.',
      'what led to what is for responders to say',
    ],
    ['- Root cause: {{ incident.title }}', 'what led to what'],
    ['It was not {{ incident.status }}.', '“not”: a denial has to come from a fact'],
    ['On Monday it was {{ incident.status }}.', '“Monday”: a date or a time has to come from a fact'],
    ['> The root cause was DNS.', 'what led to what is for responders to say'],
    ['> Customers lost orders.', '“lost” makes a claim of it; say what to do, or ask'],
    ['> Ask support.\n> It lasted 3 hours.', '“3”: a figure has to come from a fact'],
    ['## Root cause: DNS', 'what led to what is for responders to say'],
    ['## Customers were hit', '“were” makes a claim of it; name the section, or ask'],
    ['## About {{ incident.title }}', 'a heading is how its section is found again, so it holds no facts'],
    ['## Evidence', '“Evidence” stands in every review by itself'],
    ['# Ours', 'the title stands above by itself; begin sections with ##'],
    ['| What | Value |\n|---|---|\n| Loss | high |', 'there is no fact in this row'],
    [
      '| What | Value |\n|---|---|\n| Lost 3% | {{ incident.impact }} |',
      '“3%”: a figure has to come from a fact',
    ],
  ])('refused: %s', (text, problem) => {
    expect(below(text).join('\n')).toContain(problem);
  });

  test.each([
    'Declared at {{ incident.declared.time }}.',
    '- Items: {{ items | join: " and " }} ({{ alerts | join }})',
    '- **Severity:** {{ incident.severity }} ({{ incident.service }})',
    '> Say what caused it, and how we know.',
    '> Invite whoever took part; see [our guide](https://wiki.example.com/reviews/2026).',
    'What would have been worse on another day?',
    '- [ ] Has support been told of {{ incident.number }}?',
    '## 1. What caused it\n\n{% section contributing-factors %}',
    '<!-- a remark that nobody sees -->\n\n{% section summary %}',
    '{% comment %} Anything: 47 minutes, {{ incident.nothing }} {% endcomment %}\n\n{% section summary %}',
    '| What | Value |\n|---|---|\n{% for alert in alerts %}\n| {{ alert }} | {{ alert.first }} |\n{% endfor %}',
  ])('allowed: %s', (text) => {
    expect(below(text)).toEqual([]);
  });

  test('lines are those of the file, however its tags stand', () => {
    const text =
      '{% comment %}\none\n{% endcomment %}\n## A\n\n{% if incident.team %}\n{% section impact %}\n{% endif %}\n\n> Ask.\n> It was DNS.\n';
    expect(problems(text)).toEqual(['11: “was” makes a claim of it; say what to do, or ask']);
  });

  test('text above the first heading, and a template without one', () => {
    expect(problems('> Ask.\n\n## A\n\n{% section impact %}')).toEqual([
      '1: nothing stands above the first heading; begin with ## and its name',
    ]);
    expect(problems('')).toEqual(['1: it has no heading, so it shows nothing']);
  });
});

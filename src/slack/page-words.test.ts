import type { IncidentEvent } from '../incident/events.ts';
import { ana, bo, declared, minutes } from '../incident/fixtures/given.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { directPage } from './page-words.ts';

type About<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>;

function paged(isPrivate: boolean) {
  const world = declared({ title: 'Payroll leaks', private: isPrivate });
  world.when(
    'page',
    { target: { kind: 'person', who: bo }, why: 'salaries are readable' },
    { by: ana, at: minutes(1) },
  );
  const page = world.state().pages?.[0]?.id ?? '';
  const vendor = { id: 'slack', label: 'Slack' };
  const people = [{ name: 'Bo', slack: bo.id }];
  world.when('record-page', { page, label: 'Bo', vendor, pager: false, people }, { at: minutes(1) });
  const of = <T extends IncidentEvent['type']>(type: T) =>
    world.events.find((event) => event.type === type) as About<T>;
  return { asked: of('page-asked'), event: of('person-paged'), incident: world.state() };
}

test('whoever is paged into a private incident reads number and severity, and finds the rest in its channel', () => {
  const { asked, event, incident } = paged(true);
  const { text, blocks } = directPage(asked, event, incident, defaultPolicy);
  expect(text).toBe('Ana asks for you: INC-42, a private incident, SEV-3.');
  expect(JSON.stringify(blocks)).not.toMatch(/Payroll|salaries/);
  const full = { ...defaultPolicy, private: { ...defaultPolicy.private, pages: 'full' as const } };
  expect(directPage(asked, event, incident, full).text).toMatch(/Payroll leaks[\s\S]*salaries are readable/);
});

test('of any other incident it says what is wrong and why', () => {
  const { asked, event, incident } = paged(false);
  expect(directPage(asked, event, incident, defaultPolicy).text).toMatch(/Payroll leaks[\s\S]*salaries/);
});

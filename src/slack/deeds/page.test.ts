import { serviceOf } from '../../policy/services.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { pack } from '../press-values.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk({
    services: [
      serviceOf('checkout-api', { label: 'Checkout API', team: 'payments' }),
      serviceOf('search', { onCall: 'pagerduty:PSEARCH' }),
    ],
    teams: [{ id: 'payments', label: 'Payments', people: [], onCall: 'weekly' }],
  });
  await desk.declare();
});

afterEach(() => desk.close());

async function asked() {
  const { id } = await desk.incident();
  const events = await desk.house.engine.questions.events(`incident/${id.replace('incident/', '')}`);
  return events.flatMap((event) =>
    event.type === 'page-asked' ? [{ ...event.data.target, why: event.content?.why }] : [],
  );
}

test.each([
  ['page checkout-api nobody can pay', { label: 'Checkout API', schedule: 'weekly', why: 'nobody can pay' }],
  ['page Checkout API it is down', { label: 'Checkout API', why: 'it is down' }],
  ['page payments', { label: 'Payments', vendor: 'rotations', schedule: 'weekly' }],
  ['page search', { vendor: 'pagerduty', schedule: 'PSEARCH' }],
  ['page pagerduty:PABC123 please', { vendor: 'pagerduty', schedule: 'PABC123', why: 'please' }],
  ['page <@UBO|bo> look at the queue', { kind: 'person', who: { name: 'Bo' }, why: 'look at the queue' }],
  ['page @bo', { kind: 'person', who: { name: 'Bo' } }],
])('%s', async (line, target) => {
  expect(wordsIn(await desk.type('UANA', line))).toContain('Paging');
  expect(await asked()).toMatchObject([target]);
});

test('a word that nobody is on call for is refused with those that are', async () => {
  const answer = wordsIn(await desk.type('UANA', 'page mail'));
  expect(answer).toContain('“mail”');
  expect(answer).toContain('search or payments');
  expect(await asked()).toEqual([]);
});

test('alone it opens a form; one of the two is chosen, and sent', async () => {
  expect(await desk.type('UANA', 'page')).toMatchObject({ kind: 'modal' });
  expect(await desk.send('UANA', 'page:form', {})).toMatchObject({ answer: { kind: 'errors' } });
  expect(await desk.send('UANA', 'page:form', { who: 'UBO', target: 'search' })).toMatchObject({
    answer: { kind: 'errors' },
  });
  await desk.send('UANA', 'page:form', { target: 'payments', why: 'help' });
  expect(await asked()).toMatchObject([{ label: 'Payments', why: 'help' }]);
});

test('guests page nobody', async () => {
  expect(wordsIn(await desk.type('UGUEST', 'page @bo'))).toContain('may not page');
});

test('the button of a page takes it', async () => {
  await desk.type('UANA', 'page @bo');
  const incident = await desk.incident();
  await desk.press('UBO', 'page:ack', pack(incident, { page: incident.pages?.[0]?.id ?? '' }));
  expect((await desk.incident()).pages).toMatchObject([{ state: 'acknowledged', who: 'Bo' }]);
});

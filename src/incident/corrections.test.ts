import { defaultPolicy } from '../policy/defaults.ts';
import { serviceOf } from '../policy/services.ts';
import { declared } from './fixtures/given.ts';

const policy = {
  ...defaultPolicy,
  services: [serviceOf('checkout-api', { label: 'Checkout API' })],
  teams: [{ id: 'payments', label: 'Payments', people: [], zone: 'Europe/Berlin' }],
};

test('a new title stands, and can be searched for', () => {
  const world = declared();
  world.when('change-title', { title: ' Checkout  is down ' });
  expect(world.state().title.text).toBe('Checkout is down');
  expect([...world.documents.values()]).toContain('Checkout is down');
});

test('a title that is missing or the same is refused', () => {
  expect(declared().refusal('change-title', { title: ' ' })).toContain('The title is missing');
  expect(declared().refusal('change-title', { title: 'Checkout is slow' })).toBe(
    'The title of INC-42 is “Checkout is slow” already.',
  );
});

test('a service is known by its label; an unknown one is taken as typed', () => {
  const world = declared({}, policy);
  world.when('change-service', { service: 'Checkout API' });
  expect(world.state().service).toBe('checkout-api');
  world.when('change-service', { service: 'legacy-cart' });
  expect(world.state().service).toBe('legacy-cart');
  expect(world.entries().at(-1)?.text).toBe('Service changed from checkout-api to legacy-cart');
  expect(world.refusal('change-service', { service: 'legacy-cart' })).toContain('legacy-cart already');
  expect(world.refusal('change-service', { service: '' })).toContain('The service is missing');
});

test('a team brings its zone along', () => {
  const world = declared({}, policy);
  world.when('change-team', { team: 'Payments' });
  expect(world.state()).toMatchObject({ team: 'payments', zone: 'Europe/Berlin' });
  expect(world.refusal('change-team', { team: 'payments' })).toContain('payments already');
});

test('impact is described, and described anew', () => {
  const world = declared();
  world.when('describe-impact', { text: 'One in five payments fails' });
  world.when('describe-impact', { text: 'All payments fail' });
  expect(world.state().impact?.text).toBe('All payments fail');
  expect(world.refusal('describe-impact', { text: 'All payments fail' })).toContain('says this');
  expect(world.refusal('describe-impact', { text: 'x'.repeat(1_001) })).toContain('at most 1000 fit');
});

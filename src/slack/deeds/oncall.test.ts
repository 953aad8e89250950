import { VendorError } from '../../lib/vendor-error.ts';
import { serviceOf } from '../../policy/services.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { oncallWith } from './oncall.ts';

let desk: DeedDesk;
const open = (policy = {}) => {
  desk = openDesk(policy);
};
afterEach(() => desk.close());

const services = [
  serviceOf('checkout-api', { label: 'Checkout', onCall: 'weekly' }),
  serviceOf('mail', { onCall: 'alone' }),
];

test('who is on call now and who is next, in the asker’s own zone', async () => {
  open({ services });
  const shown = wordsIn(await desk.type('UANA', 'oncall checkout-api'));
  expect(shown).toContain('*Checkout* · <@UBO> until Mon 09:00');
  expect(shown).toContain('Next: <@UCHIDI> from Mon 09:00');
  expect(shown).toContain('times in Europe/Berlin');
  expect(wordsIn(await desk.type('UBO', 'oncall checkout-api'))).toContain('until Mon 03:00');
});

test('alone it shows every schedule; one without another person has no next', async () => {
  open({ services });
  const shown = wordsIn(await desk.type('UANA', 'oncall', 'C9'));
  expect(shown).toContain('*Checkout*');
  expect(shown).toContain('*mail*');
  expect(shown.match(/Next:/g)).toHaveLength(1);
});

test('without any schedule it says how to have one', async () => {
  open();
  expect(wordsIn(await desk.type('UANA', 'oncall'))).toContain('Give a service or team `onCall`');
});

test('a word without a schedule is refused with those that have one', async () => {
  open({ services });
  expect(wordsIn(await desk.type('UANA', 'oncall nothing'))).toContain('Known are checkout-api or mail');
});

test('a vendor that is down is said in its line, and the others are shown', async () => {
  open({ services });
  const deed = oncallWith(async ({ schedule }) => {
    if (schedule === 'alone') {
      throw new VendorError('PagerDuty cannot be reached.', { permanent: false, code: 'connection' });
    }
    return { vendor: 'firescribe.yml', now: [{ name: 'Bo' }], next: [] };
  });
  const asking = desk.house.asking({ kind: 'person', id: 'T1/UANA' });
  const ask = { asking, channel: 'C9', rest: '', canOpenModal: true };
  const shown = wordsIn(await deed.command!.run(ask, desk.context));
  expect(shown).toContain('*Checkout* · Bo');
  expect(shown).toContain('*mail* · PagerDuty cannot be reached.');
});

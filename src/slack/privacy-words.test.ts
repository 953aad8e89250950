import { declared } from '../incident/fixtures/given.ts';
import { privacySentence } from './privacy-words.ts';

test('made private, the sentence names what stands elsewhere already, each with its address', () => {
  const state = declared().state();
  const text = { text: 'Raise the pool size', event: 'e1', at: 1 };
  const ticket = { id: '7', key: 'SHOP-7', url: 'https://jira.example/7', state: 'open', status: 'To Do' };
  Object.assign(state, {
    documents: [
      { vendor: { id: 'confluence', label: 'Confluence' }, document: '1', url: 'https://wiki.example/1' },
    ],
    items: [{ id: '1', kind: 'follow-up', text, done: false, addedBy: 'e1', ticket }],
    related: [{ number: 7, incident: 'incident/i7' }],
    bridge: { vendor: { id: 'zoom', label: 'Zoom' }, meeting: '9', joinUrl: 'https://zoom.example/9' },
  });
  expect(privacySentence('Ana', true, state)).toMatch(
    /Take away by hand, where it matters, what stands elsewhere: <https:\/\/wiki\.example\/1\|the review in Confluence>, the ticket <https:\/\/jira\.example\/7\|SHOP-7>, the name of the meeting in Zoom and the link to it in INC-7\.$/,
  );
});

test('where nothing left, nothing is named; made public, it says what that shows', () => {
  const state = declared().state();
  expect(privacySentence('Ana', true, state)).toMatch(/What others read before cannot be taken back\.$/);
  expect(privacySentence('Ana', false, state)).toContain('with all that was said in it');
});

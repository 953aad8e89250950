import { workflowsSection } from './section-workflows.ts';

const calling = (url: string) =>
  workflowsSection.safeParse({
    own: { tell: { when: 'declared', do: [{ webhook: { url, secret: 'HOOK' } }] } },
  });

test('the address of a webhook holds no password: it could not be called with it', () => {
  const refused = calling('https://bo:secret@hooks.example.com/x');
  expect(refused.error?.issues[0]?.message).toMatch(/leave the user and password out/);
  expect(calling('https://:secret@hooks.example.com').success).toBe(false);
  expect(calling('https://hooks.example.com/@bo?to=bo@example.com').success).toBe(true);
});

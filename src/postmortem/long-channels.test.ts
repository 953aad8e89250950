// Long channels as engineers write them: what the review tells of them against what was the case.
import { composeReview } from './compose-review.ts';
import { compared, longChannels } from './fixtures/long-channels.ts';

const CHANNELS = longChannels().map((channel) => ({
  ...channel,
  ...compared(composeReview(channel.events), channel),
}));

describe.each(CHANNELS)('$name', ({ right, wrong, missing, noise, lines, lost }) => {
  test('tells what was the case, and little else', () => {
    expect(wrong.slice(Math.max(1, right * 0.2))).toEqual([]);
    expect(missing.slice(Math.max(5, right * 0.2))).toEqual([]);
  });

  test('keeps the rows that matter and none that nobody would miss', () => {
    const wanted = lines.filter(({ mark }) => mark === '+').length;
    expect(lost.length).toBeLessThanOrEqual(wanted * 0.2);
    expect(noise.slice(1)).toEqual([]);
  });
});

// The promises of the port, as tests that every implementation must pass.
import { appendContract } from './contract-appends.ts';
import { effectContract } from './contract-effects.ts';
import type { Harness } from './contract-harness.ts';
import { integrityContract } from './contract-integrity.ts';
import { readContract } from './contract-reads.ts';
import { searchContract } from './contract-search.ts';

/** `open` gives an empty store of its own to each test. */
export function timelineContract(name: string, open: () => Promise<Harness>): void {
  describe(name, () => {
    let opened: Harness | undefined;
    const harness = () => {
      if (!opened) {
        throw new Error('The store is open within tests only.');
      }
      return opened;
    };
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => harness().close());
    describe('appending', () => appendContract(harness));
    describe('reading', () => readContract(harness));
    describe('searching', () => searchContract(harness));
    describe('effects', () => effectContract(harness));
    describe('integrity and erasure', () => integrityContract(harness));
  });
}

// Words of a report that claim next to nothing by themselves: what they are about must stand in the cited entries, they need not.
import { stemmed } from './stems.ts';

/** What is done to anything, and how it goes on. */
const DEEDS = `
  send deliver keep handle use enter carry receive contain serve include involve concern perform conduct set provide apply
  put bring reach arrive appear display affect impact reside host locate belong relate refer require allow perform execute occur process
  last span date originate count comprise total base limit treat consider regard view judge deem call name label
  describe fire indicate imply mean represent reflect correspond match relate compare ensure help assist support undertake pursue proceed
  pick choose select prefer intend aim hope offer agree arrange prepare schedule assign able unable capable enough sufficient
`;

/** What a report calls what it tells of. */
const THINGS = `
  system component instance operation process procedure step action measure result state status condition level rate period duration
  window point situation trouble task work inspection analysis investigation review finding discovery observation explanation
  estimate correction confirmation response reversal side part rest end start beginning order form use basis position progress
  execution handling delivery completion presence object item piece unit area detail figure value total behaviour activity event
  effort change update follow-up contact communication exchange conversation discussion statement remark comment report feedback
  option choice alternative solution approach method purpose goal aim intention content aspect feature sign evidence indication
  employee address setting configuration symptom factor circumstance context background course sequence series set group list version mode usage effect
`;

/** How a report qualifies what it tells of. */
const QUALITIES = `
  own further additional remaining existing current previous respective relevant corresponding related available possible underlying
  actual original initial specific separate individual particular necessary required prior subsequent automated so-called certain
  various following present concerned general common special different extra similar usual overall potential obvious apparent
  directly simultaneously respectively subsequently additionally temporarily midway midst explicitly specifically
  merely briefly gradually steadily continuously currently previously originally formerly recently afterwards beforehand altogether
  overall generally usually typically normally mainly newly actively jointly
`;

const stemsIn = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .trim()
      .split(/\s+/)
      .flatMap((word) => {
        const { stem, bare } = stemmed(word);
        return stem === bare ? [stem] : [];
      }),
  );
const LIGHT = stemsIn(DEEDS + THINGS + QUALITIES);
const LIGHT_DEEDS = stemsIn(DEEDS + QUALITIES);

export function isLight(stem: string): boolean {
  return LIGHT.has(stem);
}

/** `the end` says little, that something was ended a good deal. */
export function isLightAs(lower: string, stem: string): boolean {
  return lower.endsWith('ed') ? LIGHT_DEEDS.has(stem) : LIGHT.has(stem);
}

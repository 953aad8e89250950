// Words that say much the same, area by area. A word may stand in several lists: `drop` is to fall and to remove.
import { stemmed } from './stems.ts';

/** Telling and asking. */
const SPEECH = `
  inform notify alert tell advise brief aware
  answer reply respond response react
  contact call phone ring reach ping message mail turn
  complain complaint grumble report
  ask request query demand enquire inquire
  announce announcement publish notice
  refuse reject deny decline rejection refusal
  approve approval accept agree authorise allow permit grant okay ok consent
  grant give assign
  explain clarify
  talk discuss discussion conversation chat speak
  estimate expect forecast est eta reckon anticipate
  warn caution
  offer propose volunteer
`;

/** Seeing, knowing, deciding. */
const MIND = `
  find discover detect spot notice locate identify trace see observe reveal learn realise
  check verify inspect look examine investigate review test
  understand figure grasp
  suspect guess assume believe think suppose
  decide decision choose opt pick prefer select
  forget miss overlook omit
  ignore skip bypass disregard
  match agree correspond equal tally same consistent coincide
  count calculate compute measure
  prove show demonstrate indicate point
  intend plan want mean
`;

/** What is done to systems. */
const DEEDS = `
  change modify alter edit adjust update amend revise tweak
  change modification update edit pr commit patch
  move shift relocate migrate transfer new
  replace swap exchange substitute switch
  rerun repeat retry restart again anew second
  start begin launch trigger initiate commence run kickoff
  kill terminate end stop
  stop halt pause suspend abort cancel end terminate cease interrupt
  install deploy apply put place setup
  deploy release ship rollout publish push launch live
  remove delete drop erase purge clear clean wipe strip eliminate cleanup out
  purge flush clear empty invalidate
  add append insert introduce create include attach supply provision
  create make build generate produce write prepare
  open raise file create submit up
  merge land commit
  restore recover reinstate return revert reset back
  revert undo rollback backout reset
  enable activate turnon switchon active
  disable deactivate turnoff switchoff off
  increase raise grow rise bump climb double expand enlarge up
  lower reduce decrease cut shrink fall drop
  double twice duplicate duplication
  limit cap restrict throttle
  route reroute redirect send direct forward divert steer
  send deliver dispatch forward post transmit push go
  receive get obtain gain see hear
  copy clone replicate
  keep retain preserve leave remain stay maintain
  use employ utilise
  block prevent obstruct bar
  try attempt trial
  wait hold
  delay postpone defer late
  handle process treat deal
  manage control administer
  load import ingest read
  load open display render show appear
  store save persist write
  fetch load get pull poll retrieve
  contain include hold comprise in
  lack miss absent missing without shortage
  need require must
  point refer link direct
  pass hand give
  fill full exhaust
  expire lapse invalid
  talk contact
  fix solve resolve remedy repair patch cure correct
  see show display
  deliver arrive
  subscribe subscription join
`;

/** What happens, and how things are. */
const STATES = `
  happen occur
  reach hit meet
  mute silence
  restore rebuild recreate
  monitor watch observe
  know familiar aware
  die kill
  huge large big great high
  behind lag late delay
  suspend freeze halt pause stop
  send out
  use run
  peak maximum max
  stable steady normal ok
  broken defective faulty
  visible appear show
  reopen again
  hour hourly
  night nightly
  day daily
  week weekly
  emerge arise appear show
  disappear vanish gone lose
  finish complete end done conclude through over
  continue proceed persist remain keep
  arrive reach come
  leave depart go quit
  affect hit impact touch hurt harm
  lose loss
  pay payment
  reach access connect open
  crash die exit
  hang stuck freeze block stall jam
  backlog lag queue
  slow sluggish late delay
  empty blank zero none nothing
  work function operate run ok fine
  succeed success pass work ok green through
  fail failure break unsuccessful red
  down unavailable unreachable offline outage dead
  available online running live
  active effective
  quick fast soon rapid
  wrong incorrect mistaken
  correct right accurate proper fine good ok
  latest last recent newest
  missing gone absent
  outdated stale old obsolete
  affect happen occur
  normal usual healthy level fine regular
  unaffected fine normal healthy intact
  fresh recent latest new
  previous former prior last past old
  additional extra another further other more
  remaining other left rest last
  several multiple different few couple
  entire whole full
  elevated increase high
  accident accidental mistake
  lucky luck fortunate fortune
  day today
  recover again
  restore again
  ruled-out fine unrelated innocent
  identical same
  allowed able can
  clear resolve end over gone
  busy load
`;

/** Who and what. */
const THINGS = `
  staff employee colleague coworker personnel
  user everyone everybody people
  frequent often lot many repeatedly
  customer client user shopper buyer
  vendor provider supplier
  engineer developer dev
  support helpdesk
  mail email message
  call phone telephone
  meeting call retro review
  ticket issue case
  document doc page runbook
  figure number count value data
  share part portion percentage fraction
  rate ratio percentage share
  error exception fault failure
  bug defect
  problem issue trouble fault
  reason cause
  result outcome consequence
  request call query
  machine host server node instance box vm
  pod container instance replica
  device phone handset
  app application
  site website page web
  shop store
  script job task process
  flag toggle switch
  limit cap quota ceiling threshold maximum max
  folder directory path prefix
  row record entry line
  region zone location
  permission right role access privilege
  key secret token credential password
  address url endpoint
  workaround bypass stopgap
  fee cost price charge
  disk storage space
  memory ram
  traffic load
  check test probe monitor
  alert alarm page warning
  dashboard board graph
  authorisation auth authentication login
  repository repo git
  operation operations ops
  average avg mean
  message event
  copy duplicate
  pr merge change
`;

function listsOf(area: string): string[][] {
  return area
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
}

const carriers = new Map<string, Set<string>>();
for (const list of [SPEECH, MIND, DEEDS, STATES, THINGS].flatMap(listsOf)) {
  const stems = [...new Set(list.map((word) => stemmed(word).stem))];
  for (const stem of stems) {
    const others = stems.filter((other) => other !== stem);
    carriers.set(stem, new Set([...(carriers.get(stem) ?? []), ...others]));
  }
}
const NONE: ReadonlySet<string> = new Set();

/** Stems of words that say much the same. */
export function alikeOf(stem: string): ReadonlySet<string> {
  return carriers.get(stem) ?? NONE;
}

// Words that say much the same: what happens, and how things are.

export const STATES = `
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
  finish complete end done conclude
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
  succeed success pass work ok green
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
  clear resolve end gone
  busy load
  usual normal baseline typical common standard ordinary
  normal usual sane fine healthy baseline good standard regular ok right
  sane normal fine good
  fine good ok healthy well clean normal right
  good fine ok right well healthy clean
  healthy fine good ok well up green
  clean fine healthy ok good
  bad wrong poor faulty sick
  bad broken wrong fail failing unhealthy
  faulty broken defective bad dying fail
  fail die
  failing die dying fail
  wrong bad incorrect faulty
  unusual odd strange weird abnormal
  odd strange weird
  single only one alone
  only single sole just
  alone only
  once single one
  twice double duplicate two
  duplicate double twice dupe repeat
  temporary interim provisional short
  permanent real final lasting
  real actual true genuine
  actual real
  separate different own another new
  different other another separate
  common same shared
  same identical equal common again
  current present now
  remaining left other rest outstanding open still
  left remain remaining
  outstanding open remaining pending left
  initial first early
  first initial initially early
  final last end
  last final latest recent past previous
  past last previous earlier
  previous last prior former earlier old past
  former old previous ex
  early soon
  late delayed behind slow overdue
  delayed late slow
  overdue late
  quick fast rapid faster
  unreliable flaky unstable intermittent
  flaky unreliable unstable
  intermittent sporadic occasional sometimes flaky
  often frequent usually
  usually normally mostly typically often
  sometimes occasionally
  rare few
  sufficient enough suffice
  enough sufficient suffice
  insufficient short few little
  short brief little
  long lengthy
  high big large elevated
  low little small
  large big huge high massive
  small little tiny minor
  extra additional more another further
  further more additional another other
  gradual slow step
  full whole entire all
  partial part some half
  part some portion
  together once
  directly straight immediately
  immediately now asap once straight
  automatic automatically itself own
  possible could may can
  impossible can't cannot
  unable can't cannot couldn't
  visible see show appear
  present exist
  absent missing gone
  available up ready
  unavailable down broken
  ready up available done prepare
  idle still
  quiet calm silent
  open unresolved pending
  unresolved open
  overloaded busy hot
  busy load
  empty blank
  similar same like
  likely probably
  unlikely doubt doubtful
  accurate right exact
  valid good until
  invalid expire bad
  effective work help
  ineffective help
  safe fine ok
  stale old outdated
  entirely fully all
  fully all full
  nearly almost
  already before
  recently last new
  aligned straight correct
  deliberate purpose deliberately
  intentional purpose deliberate deliberately
  simultaneous same parallel once
  endless forever infinite
  repeatedly loop often again
  repeated again loop
  invalid dead expire
  outdated yesterday old stale
  obsolete old
  correct right ok
  enough sufficient fine plenty
  suffice fine enough
  empty nothing none
  silent quiet mute stop
  faulty bad
  aside away
  corrupt broken bad
  corrupted corrupt bad
  interruption blip outage gap
  able can could
  unable cannot
  capable can
  helpful help
  useful help
  useless help
  only just merely alone
  currently now
  twofold double
  simultaneous same once
  identical same
  immediate right now
  immediately right after once straight
  previous last
  reachable up answer
  responsive answer
  unresponsive hang answer
  safe secure
  internal own our
  external outside
  public open
  private internal
  local site
  remote site
  nearby close
  entirely all completely
  sole only
  multiple several two both
  brief short
  briefly short moment
  permanent forever
  stuck loop
  overdue late
  insufficient small little low few
  throughout all
  stable fine flat hold
  flat stable steady
  temporary workaround until
  late slow delay
  idle bored free unused
  busy full
  soar climb jump rise surge increase grow
  plunge plummet drop fall decrease sink
  subside fade drop decline ease
  persist continue remain keep go still
  recur return reappear again
  accumulate pile grow gather
  erroneous wrong bad incorrect
  defective broken faulty bad
  functional work working ok
  operational up running work live
  intermittent flaky sporadic
  prolonged long
  insufficient short few little small
  shortage short lack few
  surplus extra more
  swamped overload flood busy
  overload swamped flood busy
`;

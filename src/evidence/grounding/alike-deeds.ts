// Words that say much the same: what is done to systems.

export const DEEDS = `
  change modify alter edit adjust update amend revise tweak
  move shift relocate migrate transfer new
  replace swap exchange substitute switch
  rerun repeat retry restart again anew second
  start begin launch trigger initiate commence run kickoff
  kill terminate end stop
  stop halt pause suspend abort cancel end terminate cease interrupt
  install deploy apply put place setup
  deploy release ship rollout publish push launch live
  remove delete drop erase purge clear clean wipe strip eliminate cleanup
  purge flush clear empty invalidate
  add append insert introduce create include attach supply provision
  create make build generate produce write prepare
  open raise file create submit up
  merge land commit
  restore recover reinstate return revert reset back
  revert undo rollback backout reset
  enable activate turnon switchon active
  disable deactivate turnoff switchoff
  increase raise grow rise bump climb double expand enlarge
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
  contain include hold comprise
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
  halt stop cease pause freeze interrupt
  interrupt stop pause abort suspend
  stand stop halt idle still
  carry move transport transfer bring take haul
  move shift relocate migrate transfer carry switch reroute
  remove pull drain exclude
  shutdown down stop kill
  fall below under less
  lift remove
  halt down
  reinstate restore return bring back
  bring return restore take
  run operate execute work perform go
  enter type insert put install apply
  install put place apply enter add insert set
  apply add put introduce install set deploy roll
  add put include append extra attach introduce need create new
  create make build add produce generate set
  send deliver dispatch go get transmit push fire
  deliver arrive come get reach send
  arrive come get reach receive go
  reach get go arrive come hit
  come arrive return get appear
  receive get obtain take see
  get obtain acquire have
  give grant provide supply offer hand assign
  provide give supply offer deliver
  return back come revert rejoin again
  rejoin return back join again
  leave depart go quit
  keep hold store maintain stay retain
  hold keep pause wait store block delay
  use employ utilise apply need serve rely
  handle serve process take manage deal
  serve handle process take run provide
  publish post release put issue
  reroute redirect move shift switch divert route
  prevent stop avoid block keep preclude can't
  avoid prevent skip
  evict kill remove throw
  kill terminate stop end shutdown
  close shut end finish resolve
  shut close stop turn end
  finish complete end done conclude wrap
  complete finish end done
  end stop finish expire clear close
  start begin commence launch boot initiate kick open
  boot start restart launch
  continue resume proceed keep go
  resume restart continue start again
  replace swap exchange change substitute new
  swap replace exchange change switch
  renew extend replace refresh
  rotate renew replace change
  fix repair correct mend patch resolve address
  correct right fix proper accurate
  rebuild recreate reconstruct restore build
  recreate rebuild create
  roll deploy ship
  release deploy live ship publish rollout
  launch release start live
  disable deactivate disabled turn
  enable activate enabled turn
  set change configure put adjust
  configure set setup tune
  configuration setting set config
  reduce lower decrease cut shrink limit down
  lower reduce down decrease drop
  limit restrict cap confine
  raise increase bump lift
  exceed above beyond top
  exceed hit pass cross
  pin lock tie fix bind
  free clear release drain
  drain clear empty remove
  clear gone end empty resolve finish
  work process drain
  shrink fall drop drain decline
  grow increase rise build
  retry repeat again try rerun
  repeat again
  undo reverse revert
  reverse revert undo back
  cancel abort drop call
  sign approve signature
  look check search
  search look find
  hand give pass
  transfer move copy send
  load fetch read
  test check try verify
  watch monitor eye
  compare check
  fill full
  visit visitor
  accept take allow
  refuse reject decline deny
  delay late hold postpone slow wait
  carry take
  miss overlook forget lack omit not
  lack miss missing without absent no
  cause make produce lead
  trigger start cause force fire set
  force make trigger deliberate
  overwhelm flood swamp overload
  flood overwhelm swamp
  crash die fall
  abandon leave drop
  contact call talk reach speak ping
  page alert wake
  order buy purchase
  order request
  book post record charge
  credit book pay
  buy purchase order
  sell sale
  charge bill debit
  appear show see come
  disappear gone vanish stop clear more
  display show see render
  vanish gone disappear
  stick hang freeze
  stuck hang sit wait pending block stop
  pending wait queue stuck
  sit wait stuck stand lie
  lie sit be
  merge land pull
  track ticket follow
  preserve keep save
  clean clear
  work function run fine ok
  fail break
  succeed work pass ok
  adopt use take
  happen occur go take
  follow after next
  precede before earlier
  last take run
  consist contain include
  contain say show include read hold have
  note see
  remind alert reminder
  reminder alert notification alarm
  check test
  share give send
  automate automatic script
  switch change move flip
  flip switch change
  restart reboot bounce start
  recover back restore return fine again ok
  restore back recover return fix
  ready up available
  schedule plan cron due
  announce eta
  access reach log
  login log sign
  impose put set apply introduce
  emerge turn
  establish open create set connect up
  reestablish open connect up restore
  loosen relax lower
  tighten harden restrict
  disregard ignore
  respect honour obey follow
  retrain train
  print label
  blacklist block
  whitelist allow unblock
  overwrite replace change
  attribute say show
  fetch pull get load
  delete purge
  clear catch drain
  brick kill break dead
  hammer flood overload
  reboot restart power
  power reboot
  connect link open join
  disconnect drop lose
  assign back allocate
  design build
  scan read
  store put keep
  conclude end
  split divide
  combine merge join
  unblock free
  mute silence
  sleep idle
  guess suspect
  rework change
  rewrite change
  test try check
  retest test
  upload put push
  reupload upload
  download fetch pull get
  leak expose
  expose leak publish
  encrypt lock
  decrypt unlock
  lock block freeze hold
  unlock free release
  steal take
  delay hold late wait
  postpone move delay
  skip miss
  crash loop restart
  throttle limit
  spike jump surge rise
  dip drop fall
  exhaust use full
  run go
  mail send
  stable hold flat steady
  enforce force
  await wait see watch
  scale size
  withdraw pull remove retract
  injure hurt harm
  regain recover back
  distribute roll rollout deploy send
  compare diff comparison
  invoke call
  accept succeed
  cap limit
  resume on
  reactivate enable
  postpone move
  cancel drop
  switch cutover migrate
  update refresh renew
  procure order buy get
  retrieve get fetch pull
  reprocess rerun replay process again
  sever cut
  attain reach
  engage call involve
`;

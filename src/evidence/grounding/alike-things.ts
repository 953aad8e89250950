// Words that say much the same: who and what.

export const THINGS = `
  staff employee colleague coworker personnel
  user everyone everybody people
  frequent often lot repeatedly
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
  job cron
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
  licence license
  staff employee colleague personnel team internal
  customer user client shopper buyer visitor guest
  visitor user customer guest
  people user customer everyone
  complaint post ticket report
  student pupil
  patient case
  manager boss supervisor lead
  vendor provider supplier company
  merchandising merch
  media network
  recommendation rec recs
  statistics stats stat figure number
  stat figure number statistics metric
  figure number count value amount data total
  total sum count all
  repro reproduce
  duplicate dupe duplicates dup
  temporary temp
  information info detail data
  detail info
  administrator admin
  infrastructure infra
  reconciliation recon
  synchronisation sync
  communication comms
  transaction txn
  message msg notification push
  notification message push
  reminder notification
  account acct
  region zone location country area site
  zone region
  country region
  place location spot site
  location place site
  disk drive volume storage
  drive disk
  space storage room
  machine server host node box
  instance server node pod replica copy
  pod instance replica
  component part module
  part component piece
  program software app application
  app application software
  tool script utility
  script tool job
  job task run batch step process
  step job stage phase task
  batch job run
  task job todo work item
  item thing piece product article
  product item article
  article item
  parcel package box
  package parcel
  truck lorry vehicle
  phone device mobile
  device phone handset machine
  mobile phone app
  browser client
  client browser app
  session connection login
  connection link session line
  line link row
  link connection line
  circuit line link
  network net
  path route
  queue backlog
  backlog queue lag
  page screen view site
  screen page display
  view page
  error fault failure exception trouble
  fault error bug defect failure
  failure error fault outage fail
  outage failure downtime incident
  problem issue trouble error fault
  gap hole lack missing
  mismatch difference match
  difference gap mismatch change delta
  change update edit modification
  version release build tag
  release version rollout
  build version image
  image build
  model version
  rule policy setting
  policy rule
  threshold limit level bound
  limit cap bound threshold quota
  level value amount
  deadline due cutoff
  time moment
  period window time phase interval
  premises site building
  equipment device machine hardware
  hardware device machine
  malfunction failure fault
  handset phone device
  supplier vendor provider they
`;

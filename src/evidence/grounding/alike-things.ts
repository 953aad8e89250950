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
  storage disk space
  space storage room
  machine server host node box
  server machine host node box
  instance server node pod replica copy
  pod instance replica
  component part module
  part component piece
  program software app application
  software app application program
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
  route path
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
  window period
  interval period gap
  morning today
  night evening tonight
  evening night tonight
  day today date
  week weekly
  weekend saturday sunday
  reason why cause
  cause reason why culprit source
  source origin cause
  origin source
  effect impact result
  consequence effect result
  damage harm impact
  loss lose
  revenue income sale sales turnover
  sale revenue
  money revenue amount
  cost price lose
  price cost
  test campaign trial check
  experiment test trial
  trial test
  campaign mailing
  backup copy snapshot
  snapshot backup
  copy backup duplicate
  log logs record entry
  entry row record log
  record row entry
  row entry record line
  field column
  column field
  table list
  list table
  graph chart dashboard panel
  chart graph
  metric figure number measure graph
  measure metric
  alert alarm page warning notification
  schedule calendar timetable plan
  calendar schedule date
  address mailbox inbox
  mailbox inbox mail
  inbox mailbox
  spare replacement
  replacement spare new swap
  technician engineer
  engineer technician developer
  contact person
  contract licence agreement
  document file doc paper
  file document
  folder directory
  feature function
  function feature
  option choice alternative way
  alternative option other
  question ask
  answer response reply
  idea suggestion
  condition if provided
  guard check protection
  protection guard
  safeguard guard check protection
  experience see
  half partly
  operations ops
  automated automatic check
  stopgap workaround temporary hand
  pupil kid student child
  child kid pupil
  generator genset
  power grid electricity
  electricity power grid
  supply psu
  patch update
  sign evidence trace hint indication
  evidence sign proof trace
  limitation limit
  usage use load
  load usage cpu
  traffic request load
  request traffic call
  price cost
  staff hand team people
  hand people
  operator ops operation staff
  refund money back
  payment transaction
  widget panel
  artifact build file package
  certificate cert
  officer dpo
  capacity room space
  header field
  agent client daemon
  colleague somebody person
  vendor they provider
  partner client company
  firmware software version
  driver software
  plugin extension module
  extension plugin
  chip radio
  optic transceiver cable
  cable line link optic fibre
  site plant location office
  plant site factory
  office site
  store shop
  shop store site
  warehouse site hub
  hub site
  label sticker print
  sheet table document
  spreadsheet sheet table
  password credential secret
  credential password key secret token
  secret key token password
  token key
  flag switch setting
  setting flag option value config
  parameter setting value option
  argument parameter
  variable setting value
  constant value
  template pattern
  pattern template
  draft version
  branch version
  commit change merge
  review check look
  approval ok yes go
  signature approval
  customer cust
  german germany de
  french france
  spanish spain
  italian italy
  british britain uk
  brazilian brazil
  dutch netherlands
  polish poland
  swiss switzerland
  japanese japan
  indian india
  chinese china
  european europe eu
  american usa us
  temperature heat degree
  rack row
  name host
  usage memory cpu disk load
  clock ntp time
  carrier provider
  merchant seller shop partner
  rider passenger driver customer
  broker node server
`;

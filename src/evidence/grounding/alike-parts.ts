// Words that say much the same: what systems, documents and sites are made of.

export const PARTS = `
  change modification update edit pr commit patch
  window period
  interval period gap
  morning today
  night evening tonight
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
  field column
  table list
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
  supply psu
  patch update
  sign evidence trace hint indication
  evidence sign proof trace
  limitation limit
  usage use load
  load usage cpu
  traffic request load
  request traffic call
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
  shop store site
  warehouse site hub
  hub site
  label sticker print
  sheet table document
  spreadsheet sheet table
  password credential secret
  secret key token password
  token key
  flag switch setting
  setting flag option value config
  parameter setting value option
  argument parameter
  variable setting value
  constant value
  template pattern
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

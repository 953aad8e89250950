// Words that say much the same: telling and asking; seeing, knowing and deciding.

export const SPEECH = `
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
  notify inform tell alert brief advise update notification contact
  announce publish post communicate issue release
  propose suggest recommend advise proposal suggestion recommendation want
  ask want demand require order
  ask wonder question query
  confirm acknowledge verify affirm yes
  agree yes ok okay approve accept sure
  approve approval sign signature go permission
  apologise apology sorry
  promise commit offer volunteer will
  escalate page call
  instruct tell order direct ask
  correct amend revise rectify
  message write mail
  complain moan grumble gripe report ticket
  admit concede acknowledge
  join arrive enter
  warn alert flag
  call phone ring contact
  respond answer reply response reaction
  read see
  quote cite
  claim say assert
`;

export const MIND = `
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
  notice see spot observe realise recognise
  find locate track uncover trace discover
  reproduce replicate repro recreate see confirm
  judge assess evaluate gauge rate measure
  consider regard deem see view treat think
  expect anticipate foresee predict forecast hope
  plan intend schedule aim mean
  attribute blame ascribe
  examine inspect check test look verify review audit scan inspection examination
  inspection check look examination audit review
  investigate look check dig research investigation debug troubleshoot
  prefer rather favour
  aware know informed
  sure certain confident convinced positive
  doubt question unsure sceptical
  exclude ruled-out eliminate dismiss discount
  consider suspect candidate possible
  blame responsible culprit fault cause
  decide decision choose choice select pick go
  compare comparison versus against
  need require depend
  figure work
  attempt try effort
  prove show demonstrate confirm evidence
  unusable invalid void worthless
  responsible own charge
  assume presume guess suppose
  identify find pinpoint locate determine spot
  mail inform notify write contact tell
  match agree right same
  mismatch differ wrong
  ascertain establish determine find
  verify confirm check test prove
  rectify fix correct
  deem consider think
  urge ask tell want
`;

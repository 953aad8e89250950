// The words of grounding: what carries no claim, what means the same, and what means the opposite. English; words of the trade only.

function set(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Words that claim nothing by themselves: grammar, and how a report tells what it tells. */
const FUNCTIONS = `
  a an the this that these those there here it its he him his she her they them their we us our you your i me my mine one ones
  and or but so as if than then also too both either just only very much own same such other another each any some
  is are was were be been being am do does did done doing has have had having can could will would shall should may might must
  to of in on at by for from with into onto over under between within during about around against through across per via up out off
  after before when while until till since because though although however whereas where which who whom whose what how why whether
  soon later meanwhile afterwards afterward thereafter again already still yet now once next first finally eventually initially
  approximately roughly nearly almost some more less least most than even further instead rather
  not no nor never none nobody nothing neither without n't cannot
`;

/** Of these the ones that only hold a sentence together. */
export const FUNCTION_WORDS = set(FUNCTIONS);

export const GLUE = set(`${FUNCTIONS}
  said say says saying state stated states report reported reports tell told tells note noted notes write wrote written post posted
  mention mentioned describe described answer answered reply replied comment commented observe observed record recorded
  ask asked asks question announce announced remark remarked share shared
  responder responders people person somebody someone team teams member members they incident incidents event entry message messages
  channel chat record time times moment minute's begin began begun start started happen happened occur occurred take took taken
  make made get got go went gone come came become became remain remained continue continued follow followed
  according regarding concerning total altogether together well back
  suspect suspected suspicion hypothesis propose proposed proposal suggest suggested plan planned decide decided decision consider
  considered think thought believe believed expect expected wonder wondered whether unclear possible possibly probably perhaps maybe
  likely joke joked jest
  cause caused causes causing reason due led lead leading result resulted trigger triggered
  find finds found see sees saw seen confirm confirmed confirms identify identified notice noticed acknowledge acknowledged stood stand stands bring brought hold held holds role
  mainly mostly chiefly little slightly shortly explain explains explained trace traced traces stem stemmed stems return returned returns returning
  problem problems issue issues situation matter thing things anything something anyone someone anybody way ways case cases kind sort
  fact moment place attempt attempts effort exist exists existed need needed needs establish established concerned involved involve learn
  learned learnt discover discovered realise realised warn warned warns point pointed give gave given gives turn turned let still somehow
  particular course itself him them whom respond responded takes taking makes making gets getting goes comes coming gives giving becomes becoming contain contains contained size number amount level engineer engineers colleague colleagues second third whole
  received receive receives doubt doubts doubted sure showed shown reveal reveals revealed actually really currently able emerge emerged continues continuing happens occurs begins starts shows itself themselves
`);

/** Words with which a sentence says that something is not certain. */
export const HEDGES = set(`
  maybe perhaps might may could possibly possible probably probable likely suspect suspects suspected suspecting suspicion guess guessed
  guessing think thought thinks believe believed believes assume assumed seems seem seemed appears appeared apparently theory hypothesis
  hunch bet afraid imo eta est estimate estimates estimated wonder wondered wondering whether unclear unsure considered consider proposed propose suggested suggest potential presumably idea
  expected expect expects hoped hopes hope unconfirmed doubt doubts doubted doubtful sure convinced
`);

/** Words with which a sentence says that something is yet to be done. */
export const PLANS = set(`
  will shall 'll going gonna let lets let's plan planned plans planning propose proposed proposes proposal suggest suggested decide decided
  decides agreed intend intended intends should would want wanted wants need needs needed tomorrow todo follow-up next
  must asked announced tracked follow-ups remains scheduled prepare prepared preparing offered offer offers due to-do wouldn't promised wish wished i'd we'd prefer preferred prefers requested
`);

export const ASKS = set(
  `asked ask asks question wondered whether unclear unanswered unknown if wonders query queried`,
);

export const NEGATORS = set(`
  not no never none nobody nothing neither nor without cannot n't hardly unable unlike lacks lack lacked doubt doubts doubted doubtful
`);

/** Where the reach of a negation ends. */
export const SCOPE_ENDS = set(`
  and but so because after before when while which until then as if since by although though whereas however instead
`);

/** Words of one meaning, each line a group; the first is its name. */
const SAME = `
  restart reboot bounce recycle kick
  rollback revert undo backout
  deploy release ship rollout deployment
  failover switchover
  user customer client
  support helpdesk
  database db postgres
  notice spot detect see discover find
  check verify look inspect investigate examine debug
  identify pinpoint determine
  config configuration setting
  raise bump increase
  send deliver
  error exception
  slow latency
  write enqueue
  page alert alarm
  certificate cert
  request call
  kubernetes k8s
  repository repo
  environment env
  production prod
  invoke run execute
  fix repair patch hotfix
  correct amend
  join arrive
  handover takeover
  declare open
  expire lapse
  connection connect
  leave depart
  replica standby secondary
  payment pay
  order purchase
  finish complete done
  return serve give answer
  mailing mail email
  document doc
  website site page
  engineer developer dev
  reject refuse decline deny
  information info
  enough sufficient
  delete drop rm
`;

/** Words by the side of a scale on which they stand. */
const SCALES = `
  level +: rise increase climb grow spike jump surge double triple raise bump scaleup higher
  level -: fall drop decrease decline shrink sink reduce lower shrank halve scaledown down
  health +: good recover recovery healthy fine normal stable green fix fixed resolve resolved restore restored work working worked succeed success help
    helped mitigate mitigated repair available reachable online responsive better cured solved ok okay unaffected untouched intact unharmed spare
  health -: bad fail failing failed broken break broke crash crashed outage degrade degraded unhealthy stuck hang hung unavailable unreachable
    offline worse timeout unresponsive red flap flapping affect impact harm dead brick corrupt
  running +: start enable resume open turnon switchon activate unpause reopen
  running -: freeze stop end disable pause close turnoff switchoff deactivate kill shutdown halt cancel
  present +: stay add create install introduce apply attach include insert
  present -: remove delete uninstall detach exclude drop strip
  access +: allow accept permit grant unblock admit
  access -: deny reject refuse block forbid decline revoke
  blame +: culprit guilty responsible
  blame -: innocent unrelated exonerate withdrawn ruled-out harring coincidence
  keeping +: keep preserve save retain
  keeping -: lose lost loss discard
  speed +: fast quick quicker faster quickly
  speed -: slow slower slowly slowdown
  fullness +: full exhaust saturate fill
  fullness -: empty drain free
  order +: precede
  order -: following
  share +: all every each everyone everybody whole entire always everything completely
  share -: some few partial part partly half
  right +: right correct true valid
  right -: wrong incorrect false invalid misconfigure
  who +: internal
  who -: external
  how +: manual manually hand
  how -: automatic automatically
  heed +: respect honour obey
  heed -: ignore disregard
  presence +: join enter
  presence -: leave depart quit
  times +: twice double
  times -: once
  age +: new newer latest
  age -: old older stale outdated
  site +: primary main leader master
  site -: replica standby secondary follower
  known +: known clear certain confirm confirmed sure
  known -: unknown unclear uncertain unsure unconfirmed
`;

/** Words that do not follow the rules of endings. */
const IRREGULAR = `
  begin began begun; go went goes; see saw seen; find found; send sent; take took taken; break broke broken; fall fell fallen;
  rise rose risen; get got gotten; run ran; come came; give gave given; make made; say said; tell told; hold held;
  keep kept; leave left; lead led; bring brought; build built; write wrote written; freeze froze frozen; hang hung; stick stuck;
  know knew known; think thought; understand understood; have has had; do did done; is are was were be been; read; pay paid; spend spent;
  feel felt; catch caught; teach taught; buy bought; drive drove driven; draw drew drawn; throw threw thrown; 
  wake woke woken; mean meant; meet met; put; cut; set; shut; hit; shrink shrank shrunk; sink sank sunk; eat ate eaten; forget forgot forgotten;
  child children; person people; index indices indexes; query queries; half halves; swap swapped swapping;
  slow slowed slower slowly; late latency-no; tie tied; die died dying; lie lying; overload overloaded; speak spoke spoken; fly flew; undo undid undone; own owner owners owns owned; resolve resolution; succeed success successful successfully; fail failure failures;
  show showed shown; reset; quit; spread; hurt; become became; rebuild rebuilt; hide hid hidden; strike struck; steal stole stolen; win won; beat beaten; bind bound; blow blew blown;
  deal dealt; dig dug; feed fed; fight fought; hear heard; learn learnt; lend lent; light lit; prove proven proof; rewrite rewrote rewritten;
  overwrite overwrote overwritten; sell sold; shake shook shaken; shoot shot; sit sat; slide slid; split; swing swung; tear tore torn;
  undergo underwent undergone; wear wore worn; withdraw withdrew withdrawn withdrawal; rerun reran; resend resent; retake retook retaken;
  approve approval; refuse refusal; arrive arrival; deny denial; remove removal; renew renewal;
  propose proposal; choose chose chosen choice; grow grew grown growth; analyse analysis analyses analyze; respond response responses;
  expand expansion; extend extension; suspend suspension; decide decision decisions; admit admission; permit permission permissions;
  submit submission; transmit transmission; reduce reduction; subscribe subscription; receive receipt reception; solve solution;
  expose exposure; depart departure; complain complaint complaints; behave behaviour behavior; announce announcement; improve improvement;
  lose lost loss losses; convert conversion; exclude exclusion; include inclusion; conclude conclusion; maintain maintenance;
  depend dependency dependencies; explain explanation; describe description; introduce introduction; reproduce reproduction;
  reconcile reconciliation; reverse reversal reversals; sell sale sales; believe belief; close closure;
  compare comparison comparisons; replace replacement replacements; try tried trial; flow flown; shed; cast; burst;
  rm rm'd; use used using uses; free freed freeing frees; agree agreed agreeing agrees; guarantee guaranteed; seek sought; swear sworn; bleed bled; creep crept; leap leapt; lean leant; dream dreamt; spell spelt; spill spilt; stand stood
`;

/** A verb and its particle are one word. Keys are stems. */
const PARTICLES: Readonly<Record<string, readonly [string, ReadonlySet<string>]>> = {
  roll: ['roll', set('back out forward')],
  fail: ['fail', set('over')],
  tim: ['time', set('out')],
  check: ['check', set('out')],
  log: ['log', set('in out')],
  shut: ['shut', set('down')],
  scal: ['scale', set('up down out')],
  turn: ['turn', set('on off')],
  switch: ['switch', set('on off over')],
  hand: ['hand', set('over off')],
  tak: ['take', set('over')],
  back: ['back', set('up out')],
  cut: ['cut', set('over')],
  rul: ['rule', set('out')],
  set: ['set', set('up')],
  fall: ['fall', set('back')],
  spin: ['spin', set('up down')],
  lock: ['lock', set('out')],
  power: ['power', set('off down on up')],
};
const JOINED: Readonly<Record<string, string>> = {
  ruleout: 'ruled-out',
  takeover: 'handover',
  poweroff: 'shutdown',
  powerdown: 'shutdown',
  handoff: 'handover',
  backout: 'rollback',
  switchover: 'failover',
  scaleout: 'scaleup',
};

/** One word for a verb, by its stem, and its particle: `roll` and `back`. */
export const canJoin = (stem: string, particle: string): string | undefined => {
  const [verb, particles] = (Object.hasOwn(PARTICLES, stem) && PARTICLES[stem]) || [];
  if (particles?.has(particle) !== true) {
    return undefined;
  }
  const joined = `${verb}${particle}`;
  return JOINED[joined] ?? joined;
};

function irregulars(): Map<string, string> {
  const map = new Map<string, string>();
  for (const line of IRREGULAR.split(';')) {
    const [head = '', ...forms] = line.trim().split(/\s+/);
    for (const form of [head, ...forms]) {
      map.set(form, head);
    }
  }
  return map;
}

export const IRREGULARS: ReadonlyMap<string, string> = irregulars();

/** Groups of words of one meaning, as lists of words. */
export const SYNONYMS: readonly (readonly string[])[] = SAME.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

export type Pole = { scale: string; sign: 1 | -1 };

/** The scales as `[words, pole]`. */
export const POLES: readonly (readonly [readonly string[], Pole])[] = SCALES.trim()
  .split(/\n(?=\s{2}\w+ [+-]:)/)
  .map((line) => {
    const [, scale = '', sign, words = ''] = /^\s*(\w+) ([+-]):([\s\S]*)$/.exec(line) ?? [];
    return [words.trim().split(/\s+/), { scale, sign: sign === '-' ? -1 : 1 }] as const;
  });

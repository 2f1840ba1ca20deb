-- Tables of the schema `sitrep`. Everywhere: NULL means that the article does not say,
-- or that it is not known; it never means zero or "no".

-- Labels are text, so that a query reads like the codebook; the domains keep typing
-- errors and unknown labels out.
create domain sitrep.country as text check (value ~ '^[A-Z]{2}$');
create domain sitrep.latitude as double precision check (value between -90 and 90);
create domain sitrep.longitude as double precision check (value between -180 and 180);
create domain sitrep.probability as real check (value between 0 and 1);
create domain sitrep.sha256 as text collate "C" check (value ~ '^[0-9a-f]{64}$');
create domain sitrep.acled_precision as smallint check (value between 1 and 4);
create domain sitrep.head_count as integer check (value >= 0);
create domain sitrep.section as text check (value in ('body', 'title'));
create domain sitrep.date_precision as text
    check (value in ('second', 'minute', 'day', 'month', 'year'));
create domain sitrep.mention_type as text check (value in (
    'PERSON', 'ARMED_GROUP', 'STATE_FORCE', 'ORGANISATION', 'PLACE', 'FACILITY',
    'WEAPON', 'DATE', 'CASUALTY', 'NATIONALITY'));
create domain sitrep.found_by as text
    check (value in ('lexicon', 'gazetteer', 'rule', 'model', 'alias'));
create domain sitrep.inter as text check (value in (
    'State forces', 'Rebel group', 'Political militia', 'Identity militia',
    'Rioters', 'Protesters', 'Civilians', 'External/Other forces'));
create domain sitrep.status as text check (value in (
    'reported', 'claimed', 'denied', 'background', 'planned', 'hypothetical', 'generic'));
create domain sitrep.disorder_type as text check (value in (
    'Political violence', 'Demonstrations', 'Political violence; Demonstrations',
    'Strategic developments'));
create domain sitrep.event_type as text check (value in (
    'Battles', 'Protests', 'Riots', 'Explosions/Remote violence',
    'Violence against civilians', 'Strategic developments'));
create domain sitrep.sub_event_type as text check (value in (
    'Government regains territory', 'Non-state actor overtakes territory', 'Armed clash',
    'Excessive force against protesters', 'Protest with intervention', 'Peaceful protest',
    'Violent demonstration', 'Mob violence', 'Chemical weapon', 'Air/drone strike',
    'Suicide bomb', 'Shelling/artillery/missile attack', 'Remote explosive/landmine/IED',
    'Grenade', 'Sexual violence', 'Attack', 'Abduction/forced disappearance', 'Agreement',
    'Arrests', 'Change to group/activity', 'Disrupted weapons use',
    'Headquarters or base established', 'Looting/property destruction',
    'Non-violent transfer of territory', 'Other'));
create domain sitrep.plover_type as text check (value in (
    'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
    'ACCUSE', 'REJECT', 'THREATEN', 'SANCTION', 'PROTEST', 'MOBILIZE', 'COERCE', 'ASSAULT'));

create table sitrep.stream_offset (
    topic text not null,
    partition integer not null,
    next_offset bigint not null check (next_offset >= 0),
    written_at timestamptz not null default now(),
    primary key (topic, partition)
);

create table sitrep.outlets (
    id text primary key,
    domain text,
    name text,
    as_of timestamptz not null,
    version bytea not null
);

create table sitrep.places (
    id text primary key,
    name text not null,
    admin1 text,
    admin2 text,
    admin3 text,
    country sitrep.country,
    latitude sitrep.latitude,
    longitude sitrep.longitude,
    as_of timestamptz not null,
    version bytea not null,
    check ((latitude is null) = (longitude is null))
);
create index places_by_name on sitrep.places (lower(name));
create index places_by_country on sitrep.places (country, admin1);

create table sitrep.entities (
    id text primary key,
    type sitrep.mention_type not null,
    canonical_name text not null,
    acled_name text,
    inter sitrep.inter,
    country sitrep.country,
    parent_id text,
    place_id text references sitrep.places,
    as_of timestamptz not null,
    version bytea not null
);
create index entities_by_name on sitrep.entities (lower(canonical_name));
create index entities_by_parent on sitrep.entities (parent_id) where parent_id is not null;

create table sitrep.articles (
    id uuid primary key,
    url text,
    canonical_url text,
    outlet_id text references sitrep.outlets,
    title text,
    body text,
    authors text[] not null,
    published_at timestamptz,
    published_precision sitrep.date_precision,
    published_zone_assumed boolean,
    seen_at timestamptz,
    scraped_at timestamptz not null,
    language text,
    language_confidence sitrep.probability,
    content_hash sitrep.sha256 not null,
    near_duplicate_signature bigint,
    input_shape text,
    raw_hash sitrep.sha256,
    cleaned_nul integer not null,
    cleaned_control integer not null,
    cleaned_format integer not null,
    cleaned_replaced integer not null,
    cleaned_normalised integer not null,
    coded boolean not null,
    coder_version text not null,
    lexicon_version text not null,
    coded_at timestamptz not null,
    version bytea not null,
    written_at timestamptz not null default now(),
    check ((published_at is null) = (published_precision is null))
);
create index articles_by_publication on sitrep.articles (published_at);
create index articles_by_outlet on sitrep.articles (outlet_id, published_at);
create index articles_by_content on sitrep.articles (content_hash);
create index articles_by_writing on sitrep.articles (written_at);

create table sitrep.mentions (
    article_id uuid not null references sitrep.articles on delete cascade,
    ordinal integer not null,
    span_start integer not null check (span_start >= 0),
    span_end integer not null,
    text text not null,
    type sitrep.mention_type not null,
    entity_id text references sitrep.entities,
    canonical_name text,
    latitude sitrep.latitude,
    longitude sitrep.longitude,
    geo_precision sitrep.acled_precision,
    country sitrep.country,
    found_by sitrep.found_by,
    confidence sitrep.probability not null,
    primary key (article_id, ordinal),
    check (span_end > span_start),
    check ((latitude is null) = (longitude is null))
);
create index mentions_by_entity on sitrep.mentions (entity_id) where entity_id is not null;

create table sitrep.events (
    id uuid primary key,
    article_id uuid not null references sitrep.articles on delete cascade,
    ordinal integer not null,
    disorder_type sitrep.disorder_type,
    event_type sitrep.event_type,
    sub_event_type sitrep.sub_event_type,
    plover_type sitrep.plover_type,
    plover_mode text,
    status sitrep.status not null,
    claim_source_id text references sitrep.entities,
    claim_source_name text,
    claim_span jsonb,
    claim_cue jsonb,
    claim_quote jsonb,
    interaction smallint check (interaction between 10 and 88),
    place_id text references sitrep.places,
    place_name text,
    admin1 text,
    admin2 text,
    admin3 text,
    country sitrep.country,
    latitude sitrep.latitude,
    longitude sitrep.longitude,
    geo_precision sitrep.acled_precision,
    date_start date,
    date_end date,
    time_precision sitrep.acled_precision,
    fatalities_low sitrep.head_count,
    fatalities_best sitrep.head_count,
    fatalities_high sitrep.head_count,
    injured_low sitrep.head_count,
    injured_best sitrep.head_count,
    injured_high sitrep.head_count,
    detained_low sitrep.head_count,
    detained_best sitrep.head_count,
    detained_high sitrep.head_count,
    missing_low sitrep.head_count,
    missing_best sitrep.head_count,
    missing_high sitrep.head_count,
    displaced_low sitrep.head_count,
    displaced_best sitrep.head_count,
    displaced_high sitrep.head_count,
    civilian_targeting boolean not null,
    weapons text[] not null,
    evidence text,
    evidence_section sitrep.section,
    evidence_start integer,
    evidence_end integer,
    further_evidence jsonb,
    trigger text,
    trigger_section sitrep.section,
    trigger_start integer,
    trigger_end integer,
    rule_ids text[] not null,
    confidence sitrep.probability not null,
    check (event_type is not null or plover_type is not null),
    check ((latitude is null) = (longitude is null)),
    check (date_end >= date_start)
);
create unique index events_by_article on sitrep.events (article_id, ordinal);
create index events_by_date on sitrep.events (date_start, date_end);
create index events_by_type on sitrep.events (event_type, sub_event_type, date_start);
create index events_by_plover_type on sitrep.events (plover_type, date_start);
create index events_by_country on sitrep.events (country, admin1, date_start);
create index events_by_status on sitrep.events (status, date_start);
create index events_by_place on sitrep.events (place_id) where place_id is not null;
create index events_by_source on sitrep.events (claim_source_id)
    where claim_source_id is not null;

create table sitrep.event_actors (
    event_id uuid not null references sitrep.events on delete cascade,
    side smallint not null check (side in (1, 2)),
    ordinal smallint not null check (ordinal >= 0),
    entity_id text references sitrep.entities,
    name text not null,
    acled_name text,
    inter sitrep.inter,
    country sitrep.country,
    span jsonb,
    primary key (event_id, side, ordinal)
);
create index event_actors_by_entity on sitrep.event_actors (entity_id)
    where entity_id is not null;
create index event_actors_by_acled_name on sitrep.event_actors (acled_name)
    where acled_name is not null;

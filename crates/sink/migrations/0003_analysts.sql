-- What analysts query, and who may do what.

create view sitrep.events_default as
select
    e.id, e.date_start, e.date_end, e.time_precision,
    e.disorder_type, e.event_type, e.sub_event_type, e.plover_type, e.plover_mode,
    e.status, e.claim_source_name as claimed_by,
    a1.name as actor1, a1.acled_name as actor1_acled, a1.inter as actor1_inter,
    a1.associates as assoc_actor1, a1.entity_id as actor1_id,
    a2.name as actor2, a2.acled_name as actor2_acled, a2.inter as actor2_inter,
    a2.associates as assoc_actor2, a2.entity_id as actor2_id,
    e.interaction, e.civilian_targeting, e.weapons,
    e.place_name as place, e.admin1, e.admin2, e.admin3, e.country,
    e.latitude::double precision, e.longitude::double precision, e.geo_precision,
    e.fatalities_low, e.fatalities_best, e.fatalities_high,
    e.injured_low, e.injured_best, e.injured_high,
    e.detained_best, e.missing_best, e.displaced_best,
    e.evidence, e.confidence,
    a.id as article_id, a.title, a.url, o.name as outlet, o.domain as outlet_domain,
    a.published_at
from sitrep.events e
join sitrep.articles a on a.id = e.article_id
left join sitrep.outlets o on o.id = a.outlet_id
left join lateral (
    select
        max(s.name) filter (where s.ordinal = 0) as name,
        max(s.acled_name) filter (where s.ordinal = 0) as acled_name,
        max(s.inter::text) filter (where s.ordinal = 0) as inter,
        max(s.entity_id) filter (where s.ordinal = 0) as entity_id,
        string_agg(s.name, '; ' order by s.ordinal) filter (where s.ordinal > 0) as associates
    from sitrep.event_actors s where s.event_id = e.id and s.side = 1
) a1 on true
left join lateral (
    select
        max(s.name) filter (where s.ordinal = 0) as name,
        max(s.acled_name) filter (where s.ordinal = 0) as acled_name,
        max(s.inter::text) filter (where s.ordinal = 0) as inter,
        max(s.entity_id) filter (where s.ordinal = 0) as entity_id,
        string_agg(s.name, '; ' order by s.ordinal) filter (where s.ordinal > 0) as associates
    from sitrep.event_actors s where s.event_id = e.id and s.side = 2
) a2 on true
where e.status in ('reported', 'claimed');

comment on view sitrep.events_default is 'What happened according to the articles: events that are reported or claimed, one row each, with sides, place, date, numbers, evidence and source. The place to start.';
comment on column sitrep.events_default.id is 'events.id.';
comment on column sitrep.events_default.date_start is 'First day. NULL: not known, or open at the start.';
comment on column sitrep.events_default.date_end is 'Last day, inclusive. NULL: not known, or open at the end.';
comment on column sitrep.events_default.time_precision is '1 the day, 2 the week, 3 the month, 4 coarser. NULL: no date.';
comment on column sitrep.events_default.disorder_type is 'ACLED''s disorder type. NULL: only PLOVER codes this kind of event.';
comment on column sitrep.events_default.event_type is 'ACLED''s event type. NULL: only PLOVER codes this kind of event.';
comment on column sitrep.events_default.sub_event_type is 'ACLED''s sub-event type. NULL: only PLOVER codes this kind of event.';
comment on column sitrep.events_default.plover_type is 'PLOVER''s event type. NULL: none fits.';
comment on column sitrep.events_default.plover_mode is 'PLOVER''s mode. NULL: the type has none, or none fits.';
comment on column sitrep.events_default.status is 'reported or claimed.';
comment on column sitrep.events_default.claimed_by is 'On whose word, in words. NULL: the article says it in its own voice.';
comment on column sitrep.events_default.actor1 is 'Acting side, or the first of two. NULL: not named.';
comment on column sitrep.events_default.actor1_acled is 'ACLED''s name of actor1. NULL: ACLED has none.';
comment on column sitrep.events_default.actor1_inter is 'ACLED''s class of actor1. NULL: not known.';
comment on column sitrep.events_default.assoc_actor1 is 'Associates of actor1, separated by semicolons. NULL: none named.';
comment on column sitrep.events_default.actor1_id is 'entities.id of actor1. NULL: an actor without a name.';
comment on column sitrep.events_default.actor2 is 'Other side or target. NULL: not named.';
comment on column sitrep.events_default.actor2_acled is 'ACLED''s name of actor2. NULL: ACLED has none.';
comment on column sitrep.events_default.actor2_inter is 'ACLED''s class of actor2. NULL: not known.';
comment on column sitrep.events_default.assoc_actor2 is 'Associates of actor2, separated by semicolons. NULL: none named.';
comment on column sitrep.events_default.actor2_id is 'entities.id of actor2. NULL: an actor without a name.';
comment on column sitrep.events_default.interaction is 'ACLED''s two-digit interaction code. NULL: classes not known.';
comment on column sitrep.events_default.civilian_targeting is 'True: civilians are the main target.';
comment on column sitrep.events_default.weapons is 'Weapon classes; empty: none named.';
comment on column sitrep.events_default.place is 'Name of the place. NULL: the article does not say where.';
comment on column sitrep.events_default.admin1 is 'First-level administrative unit. NULL: not known.';
comment on column sitrep.events_default.admin2 is 'Second-level administrative unit. NULL: not known.';
comment on column sitrep.events_default.admin3 is 'Third-level administrative unit. NULL: not known.';
comment on column sitrep.events_default.country is 'ISO 3166-1 alpha-2. NULL: not known.';
comment on column sitrep.events_default.latitude is 'WGS 84 degrees, north positive. NULL: not known.';
comment on column sitrep.events_default.longitude is 'WGS 84 degrees, east positive. NULL: not known.';
comment on column sitrep.events_default.geo_precision is '1 the town, 2 near it, 3 region, 4 only the country. NULL: no coordinates.';
comment on column sitrep.events_default.fatalities_low is 'People killed, lowest number. NULL: no number given; 0: the text says none.';
comment on column sitrep.events_default.fatalities_best is 'People killed, the number to use. NULL: no number given.';
comment on column sitrep.events_default.fatalities_high is 'People killed, highest number. NULL: open-ended, or no number given.';
comment on column sitrep.events_default.injured_low is 'People injured, lowest number. NULL: no number given; 0: the text says none.';
comment on column sitrep.events_default.injured_best is 'People injured, the number to use. NULL: no number given.';
comment on column sitrep.events_default.injured_high is 'People injured, highest number. NULL: open-ended, or no number given.';
comment on column sitrep.events_default.detained_best is 'People arrested, detained or abducted, the number to use. NULL: no number given.';
comment on column sitrep.events_default.missing_best is 'People missing, the number to use. NULL: no number given.';
comment on column sitrep.events_default.displaced_best is 'People displaced or evacuated, the number to use. NULL: no number given.';
comment on column sitrep.events_default.evidence is 'The clause that reports the act, word for word.';
comment on column sitrep.events_default.confidence is 'Calibrated probability that type and status are right; 0 to 1.';
comment on column sitrep.events_default.article_id is 'articles.id.';
comment on column sitrep.events_default.title is 'The article''s headline. NULL: none given.';
comment on column sitrep.events_default.url is 'The article''s address. NULL: none given.';
comment on column sitrep.events_default.outlet is 'Who published it. NULL: name not known.';
comment on column sitrep.events_default.outlet_domain is 'The outlet''s domain. NULL: not known.';
comment on column sitrep.events_default.published_at is 'When the article was published. NULL: not known.';

create procedure sitrep.grant_access(writer name, reader name)
language plpgsql as $$
begin
    execute format('grant usage on schema sitrep to %I, %I', writer, reader);
    execute format('grant select on all tables in schema sitrep to %I, %I', writer, reader);
    execute format(
        'grant insert, update, delete on sitrep.outlets, sitrep.places, sitrep.entities, '
        'sitrep.articles, sitrep.mentions, sitrep.events, sitrep.event_actors, '
        'sitrep.stream_offset to %I', writer);
    execute format('grant temporary on database %I to %I', current_database(), writer);
end
$$;
comment on procedure sitrep.grant_access is
    'Gives one role what the sink needs and another what analysts need. Call it as the role that runs the migrations, again after every migration.';

//! The statements that move staged rows into the tables.
//!
//! Two consumers that write the same rows in different orders deadlock, and a statement
//! that meets a key twice fails; so every statement takes its rows by key, each key once,
//! the highest version of it, and never replaces a higher version.

use crate::{
    rows::{ActorRow, ArticleRow, EntityRow, EventRow, MentionRow, OutletRow, PlaceRow},
    staging::{MOVED, Staged},
};

/// All statements, in the order that the foreign keys ask for. The last returns how many
/// articles were new or moved forward; the staging tables must be full and `MOVED` empty.
pub(crate) fn statements() -> String {
    [
        dimension::<OutletRow>(),
        dimension::<PlaceRow>(),
        dimension::<EntityRow>(),
        articles(),
        // What an article said in its earlier state goes, with the sides of its events.
        format!("delete from sitrep.mentions where article_id in (select id from {MOVED});"),
        format!("delete from sitrep.events where article_id in (select id from {MOVED});"),
        children::<MentionRow>(),
        children::<EventRow>(),
        children::<ActorRow>(),
        format!("select count(*) from {MOVED};"),
    ]
    .concat()
}

/// Rows that many articles write to. Unchanged ones are left out beforehand: a conflict
/// locks the row even where nothing is updated, and everybody writes the same few.
fn dimension<R: Staged>() -> String {
    let (table, columns, updates) = (R::TABLE, columns::<R>(), updates::<R>());
    format!(
        "insert into sitrep.{table} as kept ({columns})
         select distinct on (id) {columns} from pg_temp.stage_{table} staged
         where not exists (
             select from sitrep.{table} held
             where held.id = staged.id and held.version >= staged.version)
         order by id, version desc
         on conflict (id) do update set {updates}
         where excluded.version > kept.version;"
    )
}

fn articles() -> String {
    let (columns, updates) = (columns::<ArticleRow>(), updates::<ArticleRow>());
    format!(
        "with latest as materialized (
             select distinct on (id) record, {columns} from pg_temp.stage_articles
             order by id, version desc, record
         ), moved as (
             insert into sitrep.articles as kept ({columns})
             select {columns} from latest order by id
             on conflict (id) do update set {updates}, written_at = now()
             where excluded.version > kept.version
             returning id
         )
         insert into {MOVED} (record, id)
         select latest.record, latest.id from latest join moved using (id);"
    )
}

fn children<R: Staged>() -> String {
    let (table, columns) = (R::TABLE, columns::<R>());
    format!(
        "insert into sitrep.{table} ({columns})
         select {columns} from pg_temp.stage_{table}
         where record in (select record from {MOVED});"
    )
}

/// The columns of the target: all but the index in the batch.
fn columns<R: Staged>() -> String {
    let names: Vec<_> = R::COLUMNS[1..].iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

fn updates<R: Staged>() -> String {
    let updates: Vec<_> = R::COLUMNS[1..]
        .iter()
        .filter(|(name, _)| *name != "id")
        .map(|(name, _)| format!("{name} = excluded.{name}"))
        .collect();
    updates.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts_with_the_record<R: Staged>() -> bool {
        R::COLUMNS[0].0 == "record"
    }

    #[test]
    fn every_staged_row_begins_with_its_record() {
        assert!(starts_with_the_record::<OutletRow>());
        assert!(starts_with_the_record::<PlaceRow>());
        assert!(starts_with_the_record::<EntityRow>());
        assert!(starts_with_the_record::<ArticleRow>());
        assert!(starts_with_the_record::<MentionRow>());
        assert!(starts_with_the_record::<EventRow>());
        assert!(starts_with_the_record::<ActorRow>());
    }
}

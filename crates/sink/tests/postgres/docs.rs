//! `docs/tables.md` says what the comments in the database say.

use std::{env, fmt::Write as _, fs, path::Path};

use tokio_postgres::Client;

use crate::store::Store;

const HEAD: &str = "# Tables

<!-- Made from the comments in the database; `SITREP_BLESS=1 cargo test -p sitrep-sink` rewrites it. -->

Everything is in the schema `sitrep`. **NULL means that the article does not say, or that it is not
known; it never means zero or \"no\".** Start with the view `events_default`:

```sql
select date_start, sub_event_type, actor1, actor2, place, fatalities_best, outlet, url
from sitrep.events_default
where country = 'SY' and date_start >= '2024-07-01'
order by date_start;
```

`sitrep migrate up` creates and updates the schema. Three roles are enough: the one that migrates
owns the schema; the sink writes; analysts read. The names of the last two are yours:

```sql
call sitrep.grant_access(writer => 'sitrep_writer', reader => 'sitrep_reader');
```

The sink keeps temporary tables on its connection. Between it and PostgreSQL there may be a pooler
in session mode, not one that pools transactions.
";

const TABLES: &str = "select c.relname::text, obj_description(c.oid)
    from pg_class c where c.relnamespace = 'sitrep'::regnamespace and c.relkind in ('r', 'v')
    order by array_position(array['events_default', 'events', 'event_actors', 'articles',
        'mentions', 'entities', 'places', 'outlets', 'stream_offset'], c.relname::text), c.relname";

/// A domain is shown as what it is based on; its labels are in the comment.
const COLUMNS: &str = "select a.attname::text,
        format_type(case t.typtype when 'd' then t.typbasetype else t.oid end, null),
        a.attnotnull, col_description(a.attrelid, a.attnum)
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ('sitrep.' || $1)::regclass and a.attnum > 0 and not a.attisdropped
    order by a.attnum";

async fn render(client: &Client) -> String {
    let mut page = HEAD.to_owned();
    for table in client.query(TABLES, &[]).await.expect("tables") {
        let name: String = table.get(0);
        let comment: Option<String> = table.get(1);
        let comment = comment.unwrap_or_else(|| panic!("{name} has no comment"));
        let _ = writeln!(
            page,
            "\n## {name}\n\n{comment}\n\n| column | type | meaning |\n|---|---|---|"
        );
        for column in client.query(COLUMNS, &[&name]).await.expect("columns") {
            let (column, kind, required, meaning): (String, String, bool, Option<String>) =
                (column.get(0), column.get(1), column.get(2), column.get(3));
            let meaning = meaning.unwrap_or_else(|| panic!("{name}.{column} has no comment"));
            let required = if required { ", not null" } else { "" };
            let _ = writeln!(page, "| `{column}` | {kind}{required} | {meaning} |");
        }
    }
    page
}

#[tokio::test]
async fn the_page_of_tables_is_up_to_date_and_every_column_has_a_comment() {
    let store = Store::new().await;
    let page = render(&store.client).await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables.md");
    if env::var_os("SITREP_BLESS").is_some() {
        fs::write(&file, &page).expect("writes");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == page,
        "docs/tables.md is out of date; run with SITREP_BLESS=1"
    );
}

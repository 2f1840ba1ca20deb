//! schema.org structured data as pages embed it: one object, an array, or an `@graph`
//! in which author, publisher and page are references by `@id`.

use serde_json::Value;

use super::item::{Item, names, one_or_many, wrong_type};
use crate::{
    Reason, Rejected,
    fields::{Fields, Text},
};

/// Types that are articles and do not end in "Article".
const OTHER_ARTICLES: &[&str] = &[
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "Report",
];

/// Reads the first article in the structured data of one page.
pub(super) fn read(value: &Value) -> Result<Fields<'_>, Rejected> {
    let nodes = Nodes::of(value);
    let article = nodes.article()?;
    let publisher = nodes.object(article.get("publisher"));
    let page = nodes.object(article.get("mainEntityOfPage"));
    let url = match article.get("url").and_then(literal) {
        Some(url) => Some(url),
        None => article
            .word("mainEntityOfPage")
            .or_else(|| page.and_then(|page| page.word("url").or_else(|| page.word("@id"))))
            .or_else(|| article.word("@id").and_then(super::item::web_address)),
    };
    Ok(Fields {
        url,
        title: text(article, &["headline", "name"])?.map(Text::plain),
        body: text(article, &["articleBody", "text"])?.map(Text::guessed),
        authors: nodes.names(article, &["author", "creator"]),
        published: article.date(&["datePublished", "dateCreated"]),
        language: one_or_many(article.get("inLanguage")).find_map(|language| match language {
            Value::Object(object) => ["alternateName", "name"]
                .iter()
                .find_map(|field| Item(object).word(field)),
            other => other.as_str(),
        }),
        outlet_name: publisher
            .and_then(|publisher| publisher.get("name").and_then(literal))
            .or_else(|| article.word("publisher")),
        outlet_domain: publisher.and_then(|publisher| publisher.word("url")),
        ..Fields::default()
    })
}

/// Whether a node's `@type` is one of schema.org's articles.
fn is_article(node: Item<'_>) -> bool {
    one_or_many(node.get("@type"))
        .filter_map(Value::as_str)
        .map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or(kind))
        .any(|kind| kind.ends_with("Article") || OTHER_ARTICLES.contains(&kind))
}

/// All nodes of a page's structured data.
struct Nodes<'a>(Vec<Item<'a>>);

impl<'a> Nodes<'a> {
    fn of(value: &'a Value) -> Self {
        let mut nodes = Vec::new();
        for top in one_or_many(Some(value))
            .filter_map(Value::as_object)
            .map(Item)
        {
            nodes.push(top);
            nodes.extend(top.objects("@graph"));
        }
        // A page may hold its article in place of referring to it.
        let inside: Vec<_> = nodes
            .iter()
            .flat_map(|node| node.objects("mainEntity"))
            .collect();
        nodes.extend(inside);
        Self(nodes)
    }

    fn article(&self) -> Result<Item<'a>, Rejected> {
        self.0
            .iter()
            .copied()
            .find(|node| is_article(*node))
            .ok_or_else(|| Reason::NotAnArticle.because("no node has an article's @type"))
    }

    /// The object in a field's value, or the one that it refers to.
    fn object(&self, value: Option<&'a Value>) -> Option<Item<'a>> {
        let object = one_or_many(value).find_map(Value::as_object).map(Item)?;
        let id = object.word("@id");
        let only_reference = object.0.len() <= 2 && !object.has("name");
        let referred = id.filter(|_| only_reference).and_then(|id| {
            self.0
                .iter()
                .copied()
                .find(|node| node.word("@id") == Some(id) && node.0.len() > 1)
        });
        Some(referred.unwrap_or(object))
    }

    fn names(&self, article: Item<'a>, fields: &[&str]) -> Vec<&'a str> {
        fields
            .iter()
            .map(|field| {
                one_or_many(article.get(field))
                    .flat_map(|one| match self.object(Some(one)) {
                        Some(person) => person.get("name").map(names).unwrap_or_default(),
                        None => names(one),
                    })
                    .collect::<Vec<_>>()
            })
            .find(|names| !names.is_empty())
            .unwrap_or_default()
    }
}

/// The string in a value: plain, `{"@value": …}`, or the first of an array of these.
fn literal(value: &Value) -> Option<&str> {
    one_or_many(Some(value)).find_map(|one| match one {
        Value::String(text) => Some(text.as_str()),
        Value::Object(object) => Item(object)
            .word("@value")
            .or_else(|| Item(object).word("@id")),
        _ => None,
    })
}

fn text<'a>(node: Item<'a>, fields: &[&'static str]) -> Result<Option<&'a str>, Rejected> {
    for field in fields {
        if let Some(value) = node.get(field) {
            return literal(value)
                .map(Some)
                .ok_or_else(|| wrong_type(field, value));
        }
    }
    Ok(None)
}
